import { isEntity } from "../reduce/entity.ts";
import type { Reduced } from "../reduce/reduce.ts";
import { answerProblems } from "../schema/answer-problems.ts";
import { choicesOf, isObject, type JsonSchema, propertiesOf, typesOf } from "../schema/json-schema.ts";
import { nameKey } from "../values/names.ts";
import { coerce } from "./coerce.ts";
import {
  candidatesFor,
  type Elements,
  type ListCandidate,
  listsFor,
  type Sources,
  sourcesOf,
  within,
  wordListsFor,
} from "./sources.ts";

const MAX_ITEMS = 1_000;
const MAX_WORDS = 500;

/** Names of properties that hold what the whole page is about. */
const WHOLE =
  /^(?:product|article|recipe|event|job|posting|item|page|book|movie|offer|details|specs|specifications|data|result)$/;

/** How much a list must be filled to be the one that is asked for, by how well the page says that it is, as a share of its properties. */
const ENOUGH: Readonly<Record<ListCandidate["standing"], number>> = { named: 0, hinted: 0.3, alike: 0.6 };
const PREFERENCE: Readonly<Record<ListCandidate["standing"], number>> = { named: 0.4, hinted: 0.2, alike: 0 };

export type Filling = {
  /** As `readSchema` gives it. */
  readonly schema: JsonSchema;
  readonly reduced: Reduced;
  readonly elements?: Elements;
};

/** Fills a schema from what a page says in structured data, under labels, in tables and lists, without a model; null where it says nothing. */
export function fillSchema({ schema, reduced, elements }: Filling): Record<string, unknown> {
  return fillObject(schema, sourcesOf(reduced, elements));
}

function fillObject(schema: JsonSchema, sources: Sources): Record<string, unknown> {
  return Object.fromEntries(
    propertiesOf(schema).map(([name, property]) => [name, fillProperty({ name, schema: property, sources })]),
  );
}

type Wanted = { readonly name: string; readonly schema: JsonSchema; readonly sources: Sources };

function fillProperty(wanted: Wanted): unknown {
  const choices = choicesOf(wanted.schema);
  if (choices.length > 0) {
    return choices.map((schema) => fillProperty({ ...wanted, schema })).find((value) => value !== null) ?? null;
  }
  const types = typesOf(wanted.schema);
  if (types.includes("array")) return fillArray(wanted);
  if (types.includes("object")) return fillThing(wanted);
  for (const candidate of candidatesFor(wanted.name, wanted.sources)) {
    const value = fitting(candidate, wanted.schema);
    if (value !== null) return value;
  }
  return null;
}

/** A value as the schema wants it; null where it does not fit. */
function fitting(candidate: unknown, schema: JsonSchema): unknown {
  for (const one of Array.isArray(candidate) ? candidate : [candidate]) {
    const value = coerce(one, schema);
    if (value !== null && fits(value, schema)) return value;
  }
  return null;
}

function fits(value: unknown, schema: JsonSchema): boolean {
  return answerProblems({ schema, data: value }).length === 0;
}

function fillThing({ name, schema, sources }: Wanted): unknown {
  for (const candidate of candidatesFor(name, sources)) {
    const thing = [candidate].flat().find(isEntity);
    const filled = thing && fillObject(schema, within(thing));
    if (filled && hasValue(filled)) return filled;
  }
  const filled = WHOLE.test(nameKey(name)) ? fillObject(schema, sources) : fillUnder({ name, schema, sources });
  return hasValue(filled) ? filled : null;
}

/** A thing whose properties the page names together with its own name: `Seller rating: 4.6`. */
function fillUnder({ name, schema, sources }: Wanted): Record<string, unknown> {
  return Object.fromEntries(
    propertiesOf(schema).map(([inner, property]) => {
      const written = sources.labels.get(nameKey(`${name}${inner}`)) ?? sources.facts.get(nameKey(`${name}${inner}`));
      const isPlain = !typesOf(property).some((type) => type === "array" || type === "object");
      return [inner, written !== undefined && isPlain ? fitting(written, property) : null];
    }),
  );
}

function fillArray(wanted: Wanted): unknown {
  const { items } = wanted.schema;
  if (!isObject(items)) return null;
  const values = typesOf(items).includes("object") ? thingsFor(wanted, items) : wordsFor(wanted, items);
  return values && fits(values, wanted.schema) ? values : null;
}

function thingsFor({ name, schema, sources }: Wanted, items: JsonSchema): readonly unknown[] | null {
  let best: { things: readonly unknown[]; score: number } | undefined;
  for (const { things, standing } of listsFor(name, sources)) {
    const filled = things
      .slice(0, limitOf(schema))
      .map((thing) => fillObject(items, within(thing)))
      .filter(hasValue)
      .filter((thing) => isSaid(thing, sources));
    const full = fullness(filled);
    const score = full + PREFERENCE[standing];
    // One value apiece says nothing of what the things are.
    if (standing === "alike" && full * propertiesOf(items).length < 1.5) continue;
    if (filled.length > 0 && full >= ENOUGH[standing] && score > (best?.score ?? 0)) best = { things: filled, score };
  }
  return best?.things ?? null;
}

function wordsFor({ name, schema, sources }: Wanted, items: JsonSchema): readonly unknown[] | null {
  const candidates = [...candidatesFor(name, sources)];
  const listed = wordListsFor(name, sources).filter((words) => words.every((word) => word.length <= MAX_WORDS));
  const written = candidates.filter((candidate) => !Array.isArray(candidate)).map(severalOf);
  for (const candidate of [...candidates.filter(Array.isArray), ...listed, ...written]) {
    const values = candidate.map((value) => fitting(value, items)).filter((value) => value !== null);
    if (values.length > 0)
      return (schema.uniqueItems === true ? [...new Set(values)] : values).slice(0, limitOf(schema));
  }
  return null;
}

/** Whether a thing of the page's elements is one of its text: where it has words, at least one of them is said there. */
function isSaid(thing: Record<string, unknown>, { says }: Sources): boolean {
  const words = Object.values(thing).filter((value) => typeof value === "string" && !/^https?:/.test(value));
  return words.length === 0 || words.some(says);
}

function limitOf({ maxItems }: JsonSchema): number {
  return typeof maxItems === "number" ? Math.min(maxItems, MAX_ITEMS) : MAX_ITEMS;
}

/** The members of a list written in a line. */
function severalOf(value: unknown): readonly unknown[] {
  return typeof value === "string" ? value.split(/\s*[,;]\s+|,/).filter((part) => part !== "") : [value];
}

/** How well a list answers what was asked: the share of values that its first things have. */
function fullness(list: readonly Record<string, unknown>[]): number {
  const values = list.slice(0, 20).flatMap((thing) => Object.values(thing));
  return values.length === 0 ? 0 : values.filter((value) => value !== null).length / values.length;
}

function hasValue(filled: Record<string, unknown>): boolean {
  return Object.values(filled).some((value) => value !== null && (!isObject(value) || hasValue(value)));
}
