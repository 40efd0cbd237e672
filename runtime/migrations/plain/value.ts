import type { Plain } from "../migration.ts";
import { Decimal } from "./decimal.ts";

/** A binary value or a set, as its plain form: it only moves. */
export class Opaque {
  readonly plain: Plain;

  constructor(plain: Plain) {
    this.plain = plain;
  }
}

/** Members of a map, or attributes of an item. */
export type Fields = ReadonlyMap<string, Value>;

/** A DynamoDB value without the tags of the plain form: every `Map` is a map, whatever its keys are called. */
export type Value = null | boolean | number | string | Decimal | Opaque | readonly Value[] | Fields;

export function isFields(value: Value | undefined): value is Fields {
  return value instanceof Map;
}

/** Absent, null or `""`. */
export function isBlank(value: Value | undefined): value is null | "" | undefined {
  return value === undefined || value === null || value === "";
}

/** Equal values: maps without order, numbers by decimal value. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (isFields(one)) return isFields(other) && isSameFields(one, other);
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((value, at) => isSame(value, other[at]));
  }
  if (one instanceof Decimal) return other instanceof Decimal && one.digits === other.digits;
  if (one instanceof Opaque) {
    return other instanceof Opaque && JSON.stringify(one.plain) === JSON.stringify(other.plain);
  }
  return false;
}

function isSameFields(one: Fields, other: Fields): boolean {
  if (one.size !== other.size) return false;
  for (const [name, value] of one) if (!other.has(name) || !isSame(value, other.get(name))) return false;
  return true;
}
