import type { Plain, PlainItem } from "../migration.ts";
import { Decimal } from "./decimal.ts";
import { tagLikeKey } from "./tags.ts";
import { type Fields, isFields, Opaque, type Value } from "./value.ts";

/** An item in plain form. */
export function writeItem(fields: Fields): PlainItem {
  const item: Record<string, Plain> = {};
  for (const [name, value] of fields) setOwn(item, name, writePlain(value));
  return item;
}

/** Sets a key of an object's own: one that is called `__proto__` is a key like every other. */
export function setOwn<Member>(map: Record<string, Member>, name: string, value: Member): void {
  if (name !== "__proto__") map[name] = value;
  else Object.defineProperty(map, name, { value, enumerable: true, writable: true, configurable: true });
}

function writePlain(value: Value): Plain {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Decimal) return { $number: value.digits };
  if (value instanceof Opaque) return value.plain;
  if (!isFields(value)) return value.map(writePlain);
  const key = value.size === 1 ? tagLikeKey([...value.keys()]) : undefined;
  return key === undefined ? writeItem(value) : { [`$${key}`]: writePlain(value.get(key) ?? null) };
}
