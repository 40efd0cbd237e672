import type { Plain } from "../migration.ts";
import { Decimal, decimalParts } from "../plain/decimal.ts";
import { type Fields, isFields, Opaque, type Value } from "../plain/value.ts";

/** What a list, a map or a set takes beside its members. */
const CONTAINER_BYTES = 3;
const MEMBER_BYTES = 1;

/** The bytes of an item by DynamoDB's published rules, numbers read upwards (contract: legacy jobs, section 6). */
export function itemBytes(item: Fields): number {
  let bytes = 0;
  for (const [name, value] of item) bytes += Buffer.byteLength(name) + valueBytes(value);
  return bytes;
}

function valueBytes(value: Value): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return numberBytes(String(value));
  if (typeof value === "boolean" || value === null) return 1;
  if (value instanceof Decimal) return numberBytes(value.digits);
  if (value instanceof Opaque) return opaqueBytes(value.plain);
  if (isFields(value)) return CONTAINER_BYTES + value.size * MEMBER_BYTES + itemBytes(value);
  return value.reduce<number>((bytes, member) => bytes + MEMBER_BYTES + valueBytes(member), CONTAINER_BYTES);
}

function numberBytes(text: string): number {
  const { negative, digits } = decimalParts(text) ?? { negative: false, digits: text };
  return Math.floor(Math.max(1, digits.length) / 2) + 2 + (negative ? 1 : 0);
}

const MEMBER_SIZES: Readonly<Record<string, (member: string) => number>> = {
  $stringSet: (member) => Buffer.byteLength(member),
  $numberSet: numberBytes,
  $binarySet: binaryBytes,
};

function binaryBytes(base64: string): number {
  return Buffer.byteLength(base64, "base64");
}

function opaqueBytes(plain: Plain): number {
  const [tag, content] = Object.entries(plain ?? {})[0] ?? [];
  if (typeof content === "string") return binaryBytes(content);
  const size = MEMBER_SIZES[tag ?? ""] ?? (() => 0);
  return Array.isArray(content)
    ? content.reduce((bytes, member) => bytes + size(String(member)), CONTAINER_BYTES)
    : CONTAINER_BYTES;
}
