import type { Fields, Property } from "./property.ts";
import { Archive, type Bag, isBag, isEmpty, isList, unknown, type Value } from "./value.ts";

/** Whether two values of one property mean the same to AWS. An unknown never equals anything. */
export function equivalent(property: Property, one: Value | undefined, other: Value | undefined): boolean {
  if (one === unknown || other === unknown) return false;
  const silence = property.default ?? property.implied;
  const left = one ?? silence;
  const right = other ?? silence;
  if (isBlank(property, left) && isBlank(property, right)) return true;
  if (left === undefined || right === undefined) return false;
  return property.same?.(left, right) === true || equivalentByKind(property, left, right);
}

function equivalentByKind(property: Property, left: Value, right: Value): boolean {
  switch (property.kind) {
    case "json":
      return canonicalJson(left) === canonicalJson(right);
    case "archive":
      return left instanceof Archive && right instanceof Archive && archiveIdentity(left) === archiveIdentity(right);
    case "map":
      return (
        isBag(left) && isBag(right) && keysOf(left, right).every((key) => sameEntry(property.of, left[key], right[key]))
      );
    case "list":
      return (
        isList(left) &&
        isList(right) &&
        left.length === right.length &&
        left.every((item, index) => equivalent(property.of, item, right[index]))
      );
    case "set":
      return (
        isList(left) &&
        isList(right) &&
        left.length === right.length &&
        unmatched(property.of, left, right).length === 0
      );
    case "object":
      return isBag(left) && isBag(right) && equivalentFields(property.fields, left, right);
    default:
      return left === right;
  }
}

/** Whether a value says nothing for its property; an entry of a map says something even when it is empty. */
function isBlank(property: Property, value: Value | undefined): boolean {
  if (property.kind === "map")
    return value === undefined || value === null || (isBag(value) && Object.keys(value).length === 0);
  if (property.kind !== "object" || !isBag(value)) return isEmpty(value);
  return Object.entries(value).every(([name, entry]) => {
    const field = property.fields[name];
    return field === undefined ? isEmpty(entry) : isBlank(field, entry);
  });
}

/** The items of a set that have no equal among the others, each counted once. */
export function unmatched(of: Property, items: readonly Value[], others: readonly Value[]): readonly Value[] {
  const free = [...others];
  return items.filter((item) => {
    const at = free.findIndex((other) => equivalent(of, item, other));
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
}

/** A document's text with sorted keys, so that two texts that say the same are equal; other text stays as it is. */
export function canonicalJson(value: Value): string {
  if (typeof value !== "string") return JSON.stringify(sorted(value));
  try {
    return JSON.stringify(sorted(JSON.parse(value)));
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

/** Every key of two bags, once. */
export function keysOf(one: Bag, other: Bag): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function sameEntry(of: Property, one: Value | undefined, other: Value | undefined): boolean {
  return (one === undefined) === (other === undefined) && equivalent(of, one, other);
}

function equivalentFields(fields: Fields, left: Bag, right: Bag): boolean {
  return Object.entries(fields).every(([name, field]) => {
    if (field.use === "output") return true;
    if (field.use === "computed" && (left[name] === undefined || right[name] === undefined)) return true;
    return equivalent(field, left[name], right[name]);
  });
}

function archiveIdentity(archive: Archive): string {
  return archive.hash ?? JSON.stringify(archive.source);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
