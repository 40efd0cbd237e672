import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import { ExactValue } from "./exact-value.ts";

/** DynamoDB's limits for one attribute: levels of nesting, bytes of a name, magnitude of a number. */
const LEVELS = 32;
const NAME_BYTES = 65_535;
const LARGEST = 1e126;
const SMALLEST = 1e-130;

export type Item = Record<string, AttributeValue>;

/** JSON values as an item; members that are undefined are left out. Throws `invalid-record`, naming the place, for what DynamoDB cannot hold. */
export function toItem(values: Readonly<Record<string, unknown>>): Item {
  return members(values, "", 0);
}

/** An item as JSON values. Numbers that no double holds, binary and sets come back tagged (`{"$number": "…"}`), never rounded, and `toItem` makes of them what they were. */
export function fromItem(item: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, fromAttribute(attribute)]));
}

function toAttribute(value: unknown, path: string, level: number): AttributeValue {
  if (level > LEVELS) throw unstorable(path, `is nested more than ${LEVELS} levels`);
  if (value === null) return { NULL: true };
  if (typeof value === "boolean") return { BOOL: value };
  if (typeof value === "number") return { N: numberText(value, path) };
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw unstorable(path, "holds half a character (an unpaired surrogate)");
    return { S: value };
  }
  if (Array.isArray(value)) {
    return { L: value.map((member, index) => toAttribute(member ?? null, `${path}/${index}`, level + 1)) };
  }
  if (value instanceof ExactValue) return value.attribute;
  if (typeof value === "object") return { M: members(value as Record<string, unknown>, path, level) };
  throw unstorable(path, `is a ${typeof value}`);
}

function members(values: Readonly<Record<string, unknown>>, path: string, level: number): Item {
  const pairs: [string, AttributeValue][] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const usable = name !== "" && name.isWellFormed() && Buffer.byteLength(name) <= NAME_BYTES;
    if (!usable) throw unstorable(path, "has a name that is empty, too long or holds half a character");
    pairs.push([name, toAttribute(value, `${path}/${name}`, level + 1)]);
  }
  return Object.fromEntries(pairs);
}

function numberText(value: number, path: string): string {
  const size = Math.abs(value);
  const fits = size === 0 || (size >= SMALLEST && size < LARGEST);
  if (!fits) throw unstorable(path, "is a number out of range (1e-130 to 1e126)");
  return String(value);
}

function unstorable(path: string, what: string): Failure {
  return new Failure("invalid-record", `${path === "" ? "The value" : path} ${what}.`, { reason: "unstorable-value" });
}

function fromAttribute(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return number(attribute.N, attribute);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.M !== undefined) return fromItem(attribute.M);
  return new ExactValue(tagged(attribute), attribute);
}

function tagged({ B, SS, NS, BS, $unknown }: AttributeValue): Record<string, unknown> {
  if (B !== undefined) return { $binary: base64(B) };
  if (SS !== undefined) return { $stringSet: SS.toSorted() };
  if (NS !== undefined) return { $numberSet: NS.toSorted() };
  if (BS !== undefined) return { $binarySet: BS.map(base64).toSorted() };
  throw new Failure(
    "invalid-record",
    `A value has the type ${$unknown?.[0] ?? "of none"}, which this code does not know.`,
  );
}

/** A number as the double that prints with the same decimal value; digits where there is none. */
function number(text: string, attribute: AttributeValue): unknown {
  const isDouble = decimal(String(Number(text))) === decimal(text);
  return isDouble ? Number(text) : new ExactValue({ $number: text }, attribute);
}

/** A decimal value written in one way only, whichever way it came. */
function decimal(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  return short === "" ? "0" : `${sign}${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
