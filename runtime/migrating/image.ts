import { createHash } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { decimalParts } from "../migrations/plain/decimal.ts";
import type { Item } from "./ports.ts";

const TYPES = new Set(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);

/** SHA-256, in hexadecimal, of an item's typed image. The order of attributes, keys and set members, and how a number is spelled, do not matter. */
export function imageHash(item: Item): string {
  return createHash("sha256").update(mapText(item)).digest("hex");
}

/** An item's image as JSON data: binary values are base64, everything else is as DynamoDB gave it. */
export function imageData(item: Item): unknown {
  return mapped(item, (bytes) => Buffer.from(bytes as Uint8Array).toString("base64"));
}

/** The item that `imageData` made the data of. */
export function itemOfData(data: unknown): Item {
  return mapped(data as Item, (text) => new Uint8Array(Buffer.from(text as string, "base64"))) as Item;
}

/** The first attribute whose type this code does not know, as a path of names; none when all are known. */
export function unknownAttribute(item: Item): string | undefined {
  for (const [name, value] of Object.entries(item)) {
    const inner = unknownWithin(value);
    if (inner !== undefined) return `${name}${inner}`;
  }
  return;
}

function unknownWithin(value: AttributeValue): string | undefined {
  const [type, ...more] = Object.keys(value);
  if (type === undefined || more.length > 0 || !TYPES.has(type)) return "";
  const entries = Object.entries<AttributeValue>((value.M ?? value.L ?? {}) as Item);
  for (const [name, member] of entries) {
    const inner = unknownWithin(member);
    if (inner !== undefined) return `/${name}${inner}`;
  }
  return;
}

function mapped(item: Item, binary: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, mappedValue(value, binary)]));
}

function mappedValue(value: AttributeValue, binary: (value: unknown) => unknown): unknown {
  if (value.M !== undefined) return { M: mapped(value.M, binary) };
  if (value.L !== undefined) return { L: value.L.map((member) => mappedValue(member, binary)) };
  if (value.B !== undefined) return { B: binary(value.B) };
  if (value.BS !== undefined) return { BS: [...value.BS].map((member) => binary(member)) };
  return value;
}

function mapText(map: Readonly<Record<string, AttributeValue>>): string {
  const names = Object.keys(map).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${valueText(map[name] as AttributeValue)}`).join()}}`;
}

function valueText(value: AttributeValue): string {
  if (value.S !== undefined) return JSON.stringify(value.S);
  if (value.N !== undefined) return decimalText(value.N);
  if (value.BOOL !== undefined) return String(value.BOOL);
  if (value.NULL !== undefined) return "null";
  if (value.M !== undefined) return mapText(value.M);
  if (value.L !== undefined) return `[${value.L.map((member) => valueText(member)).join()}]`;
  if (value.B !== undefined) return `B${base64(value.B)}`;
  if (value.SS !== undefined)
    return setText(
      "SS",
      value.SS.map((member) => JSON.stringify(member)),
    );
  if (value.NS !== undefined) return setText("NS", value.NS.map(decimalText));
  if (value.BS !== undefined) return setText("BS", value.BS.map(base64));
  return `?${JSON.stringify(value)}`;
}

const setText = (type: string, members: readonly string[]) => `${type}(${[...members].sort().join()})`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** One spelling for each decimal value; recorded hashes stand on it. */
function decimalText(text: string): string {
  const parts = decimalParts(text.replace(/^[+]/, ""));
  if (parts === undefined) return `?${JSON.stringify(text)}`;
  const { negative, digits, point } = parts;
  return digits === "" ? "0" : `${negative ? "-" : ""}${digits}e${point - digits.length}`;
}
