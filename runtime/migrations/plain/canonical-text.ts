import { Decimal } from "./decimal.ts";
import { isFields, Opaque, type Value } from "./value.ts";

/** RFC 8785: keys sorted by UTF-16 code units, no white space; numbers that no double says as their digits, binary and sets in plain form. */
export function canonicalText(value: Value): string {
  if (value instanceof Decimal) return value.digits;
  if (value instanceof Opaque) return JSON.stringify(value.plain);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const members = [...value.keys()]
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value.get(name) ?? null)}`);
  return `{${members.join(",")}}`;
}
