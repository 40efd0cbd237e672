import type { Plain, PlainItem } from "../migration.ts";
import { exactNumber } from "./decimal.ts";
import { isTag, tagLikeKey } from "./tags.ts";
import { type Fields, Opaque, type Value } from "./value.ts";

type PlainMap = { readonly [name: string]: Plain };

/** The attributes of an item in plain form. An item as a whole is never a tag. */
export function readItem(item: PlainItem): Fields {
  const fields = new Map<string, Value>();
  for (const name of Object.keys(item)) fields.set(name, readPlain(item[name] ?? null));
  return fields;
}

/** A value in plain form without its tags; a tag that does not read is carried as it is. */
function readPlain(plain: Plain): Value {
  // There is no negative zero.
  if (typeof plain === "number") return plain || 0;
  if (typeof plain !== "object" || plain === null) return plain;
  if (isList(plain)) return plain.map(readPlain);
  const key = tagLikeKey(Object.keys(plain));
  if (key === undefined) return readItem(plain);
  if (!isTag(key)) return new Map([[key.slice(1), readPlain(plain[key] ?? null)]]);
  const content = plain[key];
  const number = key === "$number" && typeof content === "string" ? exactNumber(content) : undefined;
  return number ?? new Opaque(plain);
}

function isList(plain: readonly Plain[] | PlainMap): plain is readonly Plain[] {
  return Array.isArray(plain);
}
