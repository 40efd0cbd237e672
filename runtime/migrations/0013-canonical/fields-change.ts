import { type Fields, isFields, type Value } from "../plain/value.ts";
import type { Path } from "./path.ts";

/** A copy without the member at a path; the same fields where there is none. */
export function without(fields: Fields, [key, ...rest]: Path): Fields {
  if (key === undefined || !fields.has(key)) return fields;
  const copy = new Map(fields);
  const inner = fields.get(key);
  if (rest.length === 0) copy.delete(key);
  else if (isFields(inner)) copy.set(key, without(inner, rest));
  return copy;
}

/** A copy that has at a path what another has there, or nothing; where the parent is no map, it takes the other's parent. */
export function restored(fields: Fields, other: Fields, [key, ...rest]: Path): Fields {
  if (key === undefined) return fields;
  const [inner, wanted] = [fields.get(key), other.get(key)];
  if (rest.length > 0 && isFields(inner)) {
    const below = isFields(wanted) ? wanted : new Map<string, Value>();
    return new Map(fields).set(key, restored(inner, below, rest));
  }
  return wanted === undefined ? without(fields, [key]) : new Map(fields).set(key, wanted);
}
