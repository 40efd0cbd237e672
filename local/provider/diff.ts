import { equivalent, keysOf, unmatched } from "./compare.ts";
import type { Fields, Property } from "./property.ts";
import type { ResourceType } from "./resource-type.ts";
import { type Bag, isBag, isList, type Value } from "./value.ts";

/** One difference between what is and what is asked for, at a property path. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** All differences of a resource, and whether its old self must go before its new self can be made. */
export interface ResourceDiff {
  readonly differences: readonly Difference[];
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares the inputs that hold now with the inputs asked for. Automatic fields that the program leaves out, documents
 * and sets that only look different, and empty values are no difference.
 */
export function diff(type: ResourceType, olds: Bag, news: Bag): ResourceDiff {
  const differences = fieldDifferences(type.properties, olds, news, []);
  const replaced = differences.some((difference) => difference.replaces);
  return { differences, deleteBeforeReplace: replaced && keepsName(type, olds, news) };
}

/** The top-level names among some differences, once each. */
export function rootsOf(differences: readonly Difference[]): readonly string[] {
  return [...new Set(differences.map((difference) => String(difference.path[0])))];
}

function keepsName(type: ResourceType, olds: Bag, news: Bag): boolean {
  if (type.deleteBeforeReplace === true) return true;
  if (type.autoname === undefined) return false;
  const { property } = type.autoname;
  const defaults = news.__defaults;
  const automatic = isList(defaults) && defaults.includes(property);
  return !automatic && news[property] !== undefined && news[property] === olds[property];
}

function fieldDifferences(fields: Fields, olds: Bag, news: Bag, path: Difference["path"]): readonly Difference[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.use === "output") return [];
    if (field.use === "computed" && news[name] === undefined) return [];
    return valueDifferences(field, olds[name] ?? field.default, news[name] ?? field.default, [...path, name]);
  });
}

function valueDifferences(
  property: Property,
  one: Value | undefined,
  other: Value | undefined,
  path: Difference["path"],
): readonly Difference[] {
  if (equivalent(property, one, other)) return [];
  const replaces = property.replaces === true;
  if (one === undefined || one === null || one === "") return [{ path, kind: "add", replaces }];
  if (other === undefined || other === null) return [{ path, kind: "delete", replaces }];
  const inner = innerDifferences(property, one, other, path);
  if (inner.length === 0) return [{ path, kind: "update", replaces }];
  return replaces ? inner.map((difference) => ({ ...difference, replaces })) : inner;
}

function innerDifferences(
  property: Property,
  one: Value | undefined,
  other: Value,
  path: Difference["path"],
): readonly Difference[] {
  if (property.kind === "object" && isBag(one) && isBag(other))
    return fieldDifferences(property.fields, one, other, path);
  if (property.kind === "map" && isBag(one) && isBag(other)) return mapDifferences(property.of, one, other, path);
  if (property.kind === "list" && isList(one) && isList(other)) return listDifferences(property.of, one, other, path);
  if (property.kind === "set" && isList(one) && isList(other)) return setDifferences(property, one, other, path);
  return [];
}

function mapDifferences(of: Property, one: Bag, other: Bag, path: Difference["path"]): readonly Difference[] {
  return keysOf(one, other).flatMap((key): readonly Difference[] => {
    const at = [...path, key];
    if (one[key] === undefined) return [{ path: at, kind: "add", replaces: false }];
    if (other[key] === undefined) return [{ path: at, kind: "delete", replaces: false }];
    return valueDifferences(of, one[key], other[key], at);
  });
}

function listDifferences(
  of: Property,
  one: readonly Value[],
  other: readonly Value[],
  path: Difference["path"],
): readonly Difference[] {
  const longest = Math.max(one.length, other.length);
  return Array.from({ length: longest }, (_, index) => index).flatMap((index): readonly Difference[] => {
    const at = [...path, index];
    if (index >= one.length) return [{ path: at, kind: "add", replaces: false }];
    if (index >= other.length) return [{ path: at, kind: "delete", replaces: false }];
    return valueDifferences(of, one[index], other[index], at);
  });
}

function setDifferences(
  property: Property & { readonly kind: "set" | "list" },
  one: readonly Value[],
  other: readonly Value[],
  path: Difference["path"],
): readonly Difference[] {
  const gone = [...unmatched(property.of, one, other)];
  const come = unmatched(property.of, other, one);
  const changed = come.flatMap((item): readonly Difference[] => {
    const at = [...path, other.indexOf(item)];
    const twin = gone.findIndex((old) => identity(property.by, old) === identity(property.by, item));
    if (property.by === undefined || twin < 0) return [{ path: at, kind: "add", replaces: false }];
    const [old] = gone.splice(twin, 1);
    return valueDifferences(property.of, old, item, at);
  });
  const removed = gone.map(
    (item): Difference => ({ path: [...path, one.indexOf(item)], kind: "delete", replaces: false }),
  );
  return [...changed, ...removed];
}

function identity(by: string | undefined, item: Value | undefined): Value | undefined {
  return by !== undefined && isBag(item) ? item[by] : undefined;
}
