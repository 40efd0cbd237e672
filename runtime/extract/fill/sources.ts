import type { Article } from "../../domain/result.ts";
import { type Entity, entitiesOf, isEntity, typesOf } from "../reduce/entity.ts";
import type { Reduced } from "../reduce/reduce.ts";
import { priceIn } from "../values/currencies.ts";
import { fold } from "../values/folded.ts";
import { kindredKeys, nameKey } from "../values/names.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import type { Listing } from "./listings.ts";

/** Where values are looked for by their name. */
export type Sources = {
  /** What the page is about, and what else it describes, in that order. */
  readonly entities: readonly Entity[];
  readonly facts: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
  /** What stands on the page several times over; read when it is first asked for. */
  readonly listings: () => readonly Listing[];
  /** What the page calls by a name where it shows it, under keys. */
  readonly shown: () => Entity;
  /** Whether the page's text says a value. */
  readonly says: (value: unknown) => boolean;
};

/** What is read from a page's elements rather than from its text, each when it is first asked for. */
export type Elements = Pick<Sources, "listings" | "shown">;

const NONE: Elements = { listings: () => [], shown: () => ({}) };

/** How much of a value is looked for, in UTF-16 units. */
const SOUGHT = 60;

const LABELLED = /^([^:|]{1,60})(?:: | \| )([^|]{1,500})$/;
const MAX_LINE = 600;

/** The first cell of a row that sums up the others. */
const SUMMARY = /^(?:mean|average|total|totals|subtotal|sum|summe|gesamt|durchschnitt|moyenne|media)$/i;

/** The sources of one reduced page. */
export function sourcesOf({ text, article, structured }: Reduced, elements = NONE): Sources {
  const lines = text.split("\n");
  const facts = new Map<string, string>();
  for (const [name, value] of [...factsOf(article), ...Object.entries(structured.openGraph)]) {
    if (value !== null && !facts.has(nameKey(name))) facts.set(nameKey(name), value);
  }
  return { entities: entitiesOf(structured), facts, labels: labelsIn(lines), lines, ...elements, says: saidIn(text) };
}

function saidIn(text: string): (value: unknown) => boolean {
  let folded: string | undefined;
  return (value) => {
    folded ??= fold(text).text;
    return typeof value === "string" && folded.includes(fold(value.slice(0, SOUGHT)).text.trim());
  };
}

/** The same sources, narrowed to one thing the page describes. */
export function within(entity: Entity): Sources {
  return { entities: [entity], facts: new Map(), labels: new Map(), lines: [], ...NONE, says: () => true };
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
    const shown = sources.shown()[key];
    if (shown !== undefined) yield shown;
  }
  if (!kindredKeys(name).includes("currency")) return;
  for (const price of candidatesFor("price", sources)) {
    const currency = typeof price === "string" ? priceIn(price)?.currency : undefined;
    if (currency !== undefined) yield currency;
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

/** Things that may be the members of a list, and how well the page says that they are. */
export type ListCandidate = {
  readonly things: readonly Entity[];
  /** `named` where the page lists them under the very name, `hinted` where it says so around them, else `alike`. */
  readonly standing: "named" | "hinted" | "alike";
};

/** Things listed under a name, or as the page's list, in a table whose head names what is wanted, or one beside the other. */
export function* listsFor(name: string, sources: Sources): Generator<ListCandidate> {
  const keys = kindredKeys(name);
  for (const entity of sources.entities) {
    for (const [property, value] of Object.entries(entity)) {
      if (keys.includes(nameKey(property))) yield { things: [value].flat().filter(isEntity), standing: "named" };
    }
  }
  for (const { itemListElement } of sources.entities) {
    yield { things: [itemListElement].flat().filter(isEntity).map(listedThing), standing: "hinted" };
  }
  for (const things of tablesIn(sources.lines)) yield { things, standing: "alike" };
  for (const listing of sources.listings()) {
    yield { things: listing.things(), standing: isHinted(listing, keys) ? "hinted" : "alike" };
  }
  for (const things of Map.groupBy(sources.entities, (entity) => typesOf(entity).join(" ")).values()) {
    if (things.length > 1) yield { things, standing: "alike" };
  }
}

/** The words of the lists that the page itself calls by a name. */
export function wordListsFor(name: string, { listings }: Sources): readonly (readonly string[])[] {
  const keys = kindredKeys(name);
  return listings()
    .filter((listing) => isHinted(listing, keys))
    .map(({ words }) => words());
}

function isHinted({ names }: Listing, keys: readonly string[]): boolean {
  const stems = keys.map((key) => key.replace(/(?:ies|es|s)$/, "")).filter((stem) => stem.length >= 3);
  return stems.some((stem) => names.some((own) => own.length <= 60 && own.includes(stem)));
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
      if (SUMMARY.test(cells[0] ?? "")) continue;
      tables.at(-1)?.push(Object.fromEntries(head.map((title, column) => [title, cells[column]])));
    } else {
      head = cells.map(withoutUnit);
      tables.push([]);
    }
  }
  return tables;
}
