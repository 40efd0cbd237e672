import { unknown } from "../truth.ts";
import { type Operator, type Operators, textOf } from "./operator.ts";

/** An address as bits and their number: 32 or 128. */
type Address = { readonly bits: bigint; readonly width: number };

const FOUR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;

function bitsOf(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}

function fourOf(text: string): Address | undefined {
  const octets = FOUR.exec(text)?.slice(1).map(Number);
  if (octets === undefined || octets.some((octet) => octet > 255)) return undefined;
  return { bits: bitsOf(octets, 8n), width: 32 };
}

function groupsOf(text: string): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  return groups.every((group) => GROUP.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined;
}

function sixOf(text: string): Address | undefined {
  const halves = text.split("::");
  if (halves.length > 2 || !text.includes(":")) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return { bits: bitsOf([...head, ...Array<number>(missing).fill(0), ...(tail ?? [])], 16n), width: 128 };
}

function addressOf(text: string): Address | undefined {
  return fourOf(text) ?? sixOf(text);
}

function rangeOf(text: string): { start: bigint; width: number; free: bigint } | undefined {
  const [ip = "", length, ...rest] = text.split("/");
  const address = addressOf(ip);
  if (address === undefined || rest.length > 0) return undefined;
  const prefix = length === undefined ? address.width : Number(length);
  if (length === "" || !Number.isInteger(prefix) || prefix < 0 || prefix > address.width) return undefined;
  const free = BigInt(address.width - prefix);
  return { start: address.bits >> free, width: address.width, free };
}

const within: Operator = {
  negated: false,
  wildcards: false,
  variables: false,
  prepare: (policyValue) => {
    const text = textOf(policyValue);
    const range = rangeOf(text);
    return (value) => {
      const address = addressOf(value);
      if (range === undefined) return unknown(`"${text}" in the policy is not an address or a CIDR range`);
      if (address === undefined) return unknown(`"${value}" in the request is not an IP address`);
      return address.width === range.width && address.bits >> range.free === range.start;
    };
  },
};

/** Address comparisons, IPv4 and IPv6 (IAM User Guide, "Condition operators", IP address). */
export const ipAddressOperators: Operators = { IpAddress: within, NotIpAddress: { ...within, negated: true } };
