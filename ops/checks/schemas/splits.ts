import {
  type Atom,
  type ListAtom,
  type MapAtom,
  memberAt,
  type NumberAtom,
  namesIn,
  type StringAtom,
  schemaOf,
  withMember,
} from "./atom.ts";
import type { Documents } from "./document.ts";
import { expanded } from "./expanded.ts";
import type { JsonSchema } from "./json-schema.ts";

const MOST_PARTS = 40;

/**
 * Ways to cut an atom into parts that together are the whole, where the alternatives could each hold a part of it: at
 * their bounds, by the presence of a member, or by the kinds and values of one.
 */
export function* splits(atom: Atom, alternatives: readonly Atom[], documents: Documents): Generator<readonly Atom[]> {
  if (atom.kind === "number") yield* numberSplits(atom, alternatives);
  if (atom.kind === "string" || atom.kind === "list") yield* lengthSplits(atom, alternatives);
  if (atom.kind === "list") yield* itemSplits(atom, documents);
  if (atom.kind === "map") yield* memberSplits(atom, documents);
}

function* numberSplits(atom: NumberAtom & Atom, alternatives: readonly Atom[]): Generator<readonly Atom[]> {
  for (const other of alternatives) {
    if (other.kind !== "number") continue;
    if (other.max >= atom.min && other.max < atom.max) {
      const below = { ...atom, max: other.max, isBelowMax: other.isBelowMax };
      yield [below, { ...atom, min: other.max, isAboveMin: !other.isBelowMax }];
    }
    if (other.min > atom.min && other.min <= atom.max) {
      const above = { ...atom, min: other.min, isAboveMin: other.isAboveMin };
      yield [{ ...atom, max: other.min, isBelowMax: !other.isAboveMin }, above];
    }
  }
}

function* lengthSplits(
  atom: (StringAtom | ListAtom) & Atom,
  alternatives: readonly Atom[],
): Generator<readonly Atom[]> {
  for (const other of alternatives) {
    if ((other.kind !== "string" && other.kind !== "list") || other.kind !== atom.kind) continue;
    for (const cut of [other.max, other.min - 1]) {
      if (cut >= atom.min && cut < atom.max)
        yield [
          { ...atom, max: cut },
          { ...atom, min: cut + 1 },
        ];
    }
  }
}

function partsOf(schema: JsonSchema, documents: Documents): readonly JsonSchema[] {
  const parts = expanded(schema, documents).flatMap((atom): JsonSchema[] =>
    atom.kind === "values" ? atom.values.map((value) => ({ const: value })) : [schemaOf(atom)],
  );
  return parts.length > 1 && parts.length <= MOST_PARTS ? parts : [];
}

function* itemSplits(atom: ListAtom & Atom, documents: Documents): Generator<readonly Atom[]> {
  for (let at = 0; at < Math.min(atom.min, 4); at += 1) {
    const item = atom.parts.map(({ first, rest }) => first[at] ?? rest);
    const parts = partsOf({ allOf: item }, documents);
    const before = Array.from({ length: at }, () => true);
    if (parts.length > 0) {
      yield parts.map((part) => ({ ...atom, parts: [...atom.parts, { first: [...before, part], rest: true }] }));
    }
  }
}

function* memberSplits(atom: MapAtom & Atom, documents: Documents): Generator<readonly Atom[]> {
  const made = (map: MapAtom): Atom => ({ ...map, nots: atom.nots });
  for (const name of namesIn(atom).slice(0, 12)) {
    if (atom.required.includes(name)) {
      const parts = partsOf(memberAt(atom, name), documents);
      if (parts.length > 0) yield parts.map((part) => made(withMember(atom, name, part)));
    } else {
      yield [made(withMember(atom, name, false)), made({ ...atom, required: [...atom.required, name] })];
    }
  }
}
