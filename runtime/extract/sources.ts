import type { Article } from "../domain/result.ts";
import { type Entity, entitiesOf, isEntity } from "./entity.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import { kindredKeys, nameKey } from "./names.ts";
import type { Reduced } from "./reduce.ts";

/** Where values are looked for by their name. */
export type Sources = {
  /** What the page is about, and what else it describes, in that order. */
  readonly entities: readonly Entity[];
  readonly facts: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
};

const LABELLED = /^([^:|]{1,60})(?:: | \| )([^|]{1,500})$/;
const MAX_LINE = 600;

/** The sources of one reduced page. */
export function sourcesOf({ text, article, structured }: Reduced): Sources {
  const lines = text.split("\n");
  const facts = new Map<string, string>();
  for (const [name, value] of [...factsOf(article), ...Object.entries(structured.openGraph)]) {
    if (value !== null && !facts.has(nameKey(name))) facts.set(nameKey(name), value);
  }
  return { entities: entitiesOf(structured), facts, labels: labelsIn(lines), lines };
}

/** The same sources, narrowed to one thing the page describes. */
export function within(entity: Entity): Sources {
  return { entities: [entity], facts: new Map(), labels: new Map(), lines: [] };
}

/** What may be the value called `name`, likeliest first: under the very name in every source, then under kindred ones. */
export function* candidatesFor(name: string, sources: Sources): Generator<unknown> {
  const leaves = sources.entities.map(leavesOf);
  for (const key of kindredKeys(name)) {
    for (const entity of sources.entities) {
      const own = Object.entries(entity).find(([property]) => nameKey(property) === key);
      if (own) yield own[1];
    }
    yield* leaves.flatMap((list) => underKey(list, key));
    const written = sources.facts.get(key) ?? sources.labels.get(key);
    if (written !== undefined) yield written;
  }
}

/** Plain values whose whole path, or its end, is the key; the one nearest to the thing itself first. */
function underKey(leaves: readonly Leaf[], key: string): unknown[] {
  return leaves
    .filter(({ path }) => nameKey(path.at(-1) ?? "") === key || nameKey(path.join("")) === key)
    .sort((a, b) => a.path.length - b.path.length)
    .map(({ value }) => value);
}

function factsOf({ title, byline, published, language }: Article): [string, string | null][] {
  return Object.entries({ title, byline, published, language });
}

/** `Label: value` lines, and labels whose value stands in the next line; the first of a name counts. */
function labelsIn(lines: readonly string[]): Map<string, string> {
  const beside = new Map<string, string>();
  const below = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (line.length > MAX_LINE) continue;
    const [, label, value] = LABELLED.exec(line) ?? [];
    if (label && value) setFirst(beside, labelKey(label), value.trim());
    const next = lines[index + 1];
    if (line.length <= 40 && next && next.length <= 200) setFirst(below, labelKey(line), next);
  }
  return new Map([...below, ...beside]);
}

function labelKey(label: string): string {
  return nameKey(withoutUnit(label));
}

/** A label without what stands in brackets after it: `Height (m)` is the height. */
function withoutUnit(label: string): string {
  const bracket = label.indexOf("(");
  return bracket > 0 ? label.slice(0, bracket).trim() : label;
}

function setFirst(map: Map<string, string>, key: string, value: string): void {
  if (key !== "" && !map.has(key)) map.set(key, value);
}

/** Things listed under a name, or as the page's list, or in a table whose head names what is wanted. */
export function listsFor(name: string, sources: Sources): readonly (readonly Entity[])[] {
  const keys = kindredKeys(name);
  const named = sources.entities.flatMap((entity) =>
    Object.entries(entity)
      .filter(([property]) => keys.includes(nameKey(property)))
      .map(([, value]) => [value].flat().filter(isEntity)),
  );
  const listed = sources.entities.map(({ itemListElement }) =>
    [itemListElement].flat().filter(isEntity).map(listedThing),
  );
  return [...named, ...listed, ...tablesIn(sources.lines)].filter((list) => list.length > 0);
}

function listedThing(entry: Entity): Entity {
  return isEntity(entry.item) ? { ...entry, ...entry.item } : entry;
}

/** Tables of the text: a row of names, then rows of as many cells, each as a thing with the names as properties. */
function tablesIn(lines: readonly string[]): Entity[][] {
  const tables: Entity[][] = [];
  let head: readonly string[] = [];
  for (const line of lines) {
    const cells = line.split(" | ");
    if (cells.length < 2) head = [];
    else if (cells.length === head.length) {
      tables.at(-1)?.push(Object.fromEntries(head.map((title, column) => [title, cells[column]])));
    } else {
      head = cells.map(withoutUnit);
      tables.push([]);
    }
  }
  return tables;
}
