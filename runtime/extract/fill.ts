import { coerce } from "./coerce.ts";
import { isEntity } from "./entity.ts";
import type { Reduced } from "./reduce.ts";
import { choicesOf, isObject, type JsonSchema, propertiesOf, typesOf } from "./schema.ts";
import { candidatesFor, listsFor, type Sources, sourcesOf, within } from "./sources.ts";

const MAX_ITEMS = 1_000;

/** Fills a schema from what a page says in structured data and under labels, without a model; null where it says nothing. */
export function fillSchema({ schema, reduced }: { schema: JsonSchema; reduced: Reduced }): Record<string, unknown> {
  return fillObject(schema, sourcesOf(reduced));
}

function fillObject(schema: JsonSchema, sources: Sources): Record<string, unknown> {
  return Object.fromEntries(
    propertiesOf(schema).map(([name, property]) => [name, fillProperty({ name, schema: property, sources })]),
  );
}

type Wanted = { name: string; schema: JsonSchema; sources: Sources };

function fillProperty(wanted: Wanted): unknown {
  const choices = choicesOf(wanted.schema);
  if (choices.length > 0) {
    return choices.map((schema) => fillProperty({ ...wanted, schema })).find((value) => value !== null) ?? null;
  }
  const types = typesOf(wanted.schema);
  if (types.includes("array")) return fillArray(wanted);
  if (types.includes("object")) return fillThing(wanted);
  for (const candidate of candidatesFor(wanted.name, wanted.sources)) {
    const value = coerce(candidate, wanted.schema);
    if (value !== null) return value;
  }
  return null;
}

function fillThing({ name, schema, sources }: Wanted): unknown {
  for (const candidate of candidatesFor(name, sources)) {
    const thing = [candidate].flat().find(isEntity);
    const filled = thing && fillObject(schema, within(thing));
    if (filled && hasValue(filled)) return filled;
  }
  return null;
}

function fillArray({ name, schema, sources }: Wanted): unknown {
  const items = schema.items;
  if (!isObject(items)) return null;
  if (typesOf(items).includes("object")) {
    const lists = listsFor(name, sources).map((list) =>
      list
        .slice(0, MAX_ITEMS)
        .map((thing) => fillObject(items, within(thing)))
        .filter(hasValue),
    );
    return lists.sort((a, b) => fullness(b) - fullness(a)).find((list) => list.length > 0) ?? null;
  }
  const candidates = [...candidatesFor(name, sources)];
  const written = candidates.filter((candidate) => !Array.isArray(candidate));
  for (const candidate of [...candidates.filter(Array.isArray), ...written]) {
    const values = severalOf(candidate)
      .map((value) => coerce(value, items))
      .filter((value) => value !== null);
    if (values.length > 0) return values.slice(0, MAX_ITEMS);
  }
  return null;
}

/** The members of a list, also of one written in a line. */
function severalOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? value.split(/\s*[,;]\s+|,/).filter((part) => part !== "") : [value];
}

/** How well a list answers what was asked: by the share of values its first thing has. */
function fullness(list: readonly Record<string, unknown>[]): number {
  return list[0] ? Object.values(list[0]).filter((value) => value !== null).length : 0;
}

function hasValue(filled: Record<string, unknown>): boolean {
  return Object.values(filled).some((value) => value !== null);
}
