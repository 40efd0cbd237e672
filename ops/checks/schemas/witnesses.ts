import { type Atom, itemAt, type ListAtom, type MapAtom, memberAt, namesIn, schemaOf } from "./atom.ts";
import type { Documents } from "./document.ts";
import { expanded } from "./expanded.ts";
import { type Json, type JsonSchema, textOf } from "./json-schema.ts";
import { patternSamples } from "./patterns.ts";
import { MOST_LENGTH, numbers, texts } from "./scalar-candidates.ts";
import { validates } from "./validates.ts";

const DEEPEST = 7;

export type Search = { readonly documents: Documents; readonly depth: number };

const deeper = (search: Search): Search => ({ ...search, depth: search.depth + 1 });

/** Values that `inner` accepts, those first that `outer` refuses here, and then some that it may refuse in company. */
export function* differing(inner: JsonSchema, outer: JsonSchema, search: Search): Generator<Json> {
  if (search.depth > DEEPEST) return;
  if (isAnything(outer)) return yield* samples(inner, search);
  const seen = new Set<string>();
  const later: Json[] = [];
  const alternatives = expanded(outer, search.documents);
  for (const atom of expanded(inner, search.documents)) {
    const schema = schemaOf(atom);
    const usable = alternatives.filter(({ kind }) => kind === atom.kind);
    for (const value of candidates(atom, usable, search)) {
      const text = textOf(value);
      if (seen.has(text)) continue;
      seen.add(text);
      if (!validates(schema, value, search.documents)) continue;
      if (!validates(outer, value, search.documents)) yield value;
      else if (later.length < 12) later.push(value);
    }
  }
  yield* later;
}

const isAnything = (schema: JsonSchema) => schema === true || textOf(schema) === "{}";

/** A few values that a schema accepts. */
export function samples(schema: JsonSchema, search: Search, most = 3): Json[] {
  const found: Json[] = [];
  if (isAnything(schema)) return [null, "a", 0, true, [], {}];
  if (search.depth > DEEPEST) return found;
  for (const atom of expanded(schema, search.documents)) {
    let left = most;
    for (const value of candidates(atom, [], search)) {
      if (!validates(schema, value, search.documents)) continue;
      found.push(value);
      left -= 1;
      if (left === 0) break;
    }
  }
  return found;
}

function* candidates(atom: Atom, alternatives: readonly Atom[], search: Search): Generator<Json> {
  if (atom.kind === "values") yield* atom.values;
  if (atom.kind === "number") yield* numbers([atom, ...alternatives]);
  if (atom.kind === "string") yield* texts([atom, ...alternatives]);
  if (atom.kind === "list") {
    for (const other of alternatives.length === 0 ? [undefined] : alternatives) {
      if (other === undefined || other.kind === "list") yield* lists(atom, other, search);
    }
  }
  if (atom.kind === "map") {
    for (const other of alternatives.length === 0 ? [undefined] : alternatives) {
      if (other === undefined || other.kind === "map") yield* maps(atom, other, search);
    }
  }
  for (const each of alternatives) for (const not of each.nots) yield* samples(not, deeper(search));
}

function* lists(atom: ListAtom, other: ListAtom | undefined, search: Search): Generator<Json> {
  const below = deeper(search);
  const first = new Map<number, Json[]>();
  const at = (place: number) => {
    const known = first.get(place) ?? samples(itemAt(atom, place), below, 4);
    first.set(place, known);
    return known;
  };
  const ofLength = (length: number): Json[] | undefined => {
    const made: Json[] = [];
    for (let place = 0; place < length; place += 1) {
      const items = at(Math.min(place, 40));
      const fresh = atom.isUnique ? items.find((item) => !made.some((own) => textOf(own) === textOf(item))) : items[0];
      const item = fresh ?? (atom.isUnique ? place + 1_000 : undefined);
      if (item === undefined) return undefined;
      made.push(item);
    }
    return made;
  };
  const needed = atom.contains.flatMap(({ schema, min }) =>
    samples(schema, below)
      .slice(0, 1)
      .flatMap((item) => Array.from({ length: min }, () => item)),
  );
  if (needed.length > 0) yield needed;
  const ends = [atom, ...(other === undefined ? [] : [other])].flatMap(({ min, max }) => [
    min,
    min - 1,
    min + 1,
    max,
    max + 1,
  ]);
  const places = Math.max(0, ...[atom, other].flatMap((list) => list?.parts.map(({ first: own }) => own.length) ?? []));
  for (const length of new Set([...ends, places, places + 1, 1, 2, 0])) {
    const made = length < 0 || length > MOST_LENGTH / 4 ? undefined : ofLength(length);
    if (made === undefined) continue;
    yield made;
    if (length >= 2 && made[0] !== undefined) yield [made[0], made[0], ...made.slice(2)];
  }
  for (let place = 0; place <= Math.min(places, 40); place += 1) {
    const base = ofLength(Math.max(place + 1, atom.min));
    if (base === undefined) continue;
    const items =
      other === undefined ? at(place) : [...differing(itemAt(atom, place), itemAt(other, place), below)].slice(0, 30);
    for (const item of items) yield base.with(place, item);
  }
}

function* maps(atom: MapAtom, other: MapAtom | undefined, search: Search): Generator<Json> {
  const below = deeper(search);
  const extra = ["extra", "other", "more", "x"].filter((name) => other === undefined || !namesIn(other).includes(name));
  const shaped = [atom, other].flatMap(
    (map) =>
      map?.parts.flatMap(({ patternProperties }) =>
        Object.keys(patternProperties).flatMap((pattern) => patternSamples(pattern).slice(0, 3)),
      ) ?? [],
  );
  const listed = [...atom.names, ...(other?.names ?? [])].flatMap((schema) =>
    samples(schema, below).filter((name) => typeof name === "string"),
  );
  const names = [
    ...new Set([...namesIn(atom), ...(other === undefined ? [] : namesIn(other)), ...shaped, ...listed, ...extra]),
  ];
  const member = (name: string) => samples(memberAt(atom, name), below, 4);
  const held = new Map(names.map((name) => [name, member(name)]));
  const base: [string, Json][] = [];
  for (const name of atom.required) {
    const [value] = held.get(name) ?? [];
    if (value === undefined) return;
    base.push([name, value]);
  }
  const spare = names
    .filter((name) => !atom.required.includes(name))
    .flatMap((name) => (held.get(name) ?? []).slice(0, 1).map((value): [string, Json] => [name, value]));
  while (base.length < atom.min && spare.length > 0) base.push(...spare.splice(0, 1));
  const least = Object.fromEntries(base);
  yield least;
  for (const name of names) {
    const { [name]: _gone, ...without } = least;
    const values =
      other === undefined
        ? (held.get(name) ?? [])
        : [...differing(memberAt(atom, name), memberAt(other, name), below)].slice(0, 40);
    for (const value of values)
      yield* [
        { ...least, [name]: value },
        { ...without, [name]: value },
      ];
    yield without;
  }
  const all = Object.fromEntries([...base, ...spare]);
  yield all;
  for (let length = 1; length <= spare.length; length += 1)
    yield Object.fromEntries([...base, ...spare.slice(0, length)]);
  const many = Math.max(...[atom, other].flatMap((map) => (map === undefined || map.max > 500 ? [0] : [map.max + 1])));
  const [anything] = held.get("extra") ?? [];
  if (many > 0 && anything !== undefined)
    yield { ...least, ...Object.fromEntries(Array.from({ length: many }, (_, at) => [`m${at}`, anything])) };
  yield* pairs(names.filter((name) => (held.get(name)?.length ?? 0) > 0).slice(0, 8), held, least);
}

function* pairs(
  names: readonly string[],
  held: ReadonlyMap<string, readonly Json[]>,
  base: { readonly [name: string]: Json },
): Generator<Json> {
  for (const [at, one] of names.entries()) {
    for (const two of names.slice(at + 1)) {
      for (const a of held.get(one) ?? []) for (const b of held.get(two) ?? []) yield { ...base, [one]: a, [two]: b };
    }
  }
}
