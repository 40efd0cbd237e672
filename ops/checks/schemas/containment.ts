import { type Atom, itemAt, type ListAtom, type MapAtom, memberAt, namesIn, schemaOf } from "./atom.ts";
import type { Documents } from "./document.ts";
import { expanded, TooLarge, tightened } from "./expanded.ts";
import { allOf, anyOf, type Json, type JsonSchema, textOf } from "./json-schema.ts";
import { mapIsWithin } from "./map-containment.ts";
import { numberIsWithin, stringIsWithin } from "./scalar-containment.ts";
import { splits } from "./splits.ts";
import { validates } from "./validates.ts";

const MOST_STEPS = 4_000;
const MOST_SPLITS = 4;

/** A proof in the making: what it may refer to, what it takes for granted below, and how far it may go on. */
export type Proof = {
  readonly documents: Documents;
  readonly assumed: ReadonlySet<string>;
  readonly spent: { steps: number };
};

/** A proof that has not begun. */
export function newProof(documents: Documents): Proof {
  return { documents, assumed: new Set(), spent: { steps: 0 } };
}

/**
 * Whether everything that `inner` accepts is proved to be accepted by `outer`. False says that no proof was found, not
 * that there is none. A reference that comes back to itself is taken for granted one value deeper.
 */
export function isWithin(inner: JsonSchema, outer: JsonSchema, proof: Proof): boolean {
  if (outer === true || inner === false) return true;
  const question = `${textOf(inner)} in ${textOf(outer)}`;
  if (proof.assumed.has(question)) return true;
  spend(proof);
  const below = { ...proof, assumed: new Set([...proof.assumed, question]) };
  const alternatives = expanded(outer, proof.documents);
  return expanded(inner, proof.documents).every((atom) =>
    isAtomWithin({ atom, outer, alternatives, splitsLeft: MOST_SPLITS }, below),
  );
}

function spend({ spent }: Proof): void {
  spent.steps += 1;
  if (spent.steps > MOST_STEPS) throw new TooLarge(`a comparison of more than ${MOST_STEPS} steps`);
}

/** Whether a schema is proved to accept nothing. */
export function isEmpty(schema: JsonSchema, proof: Proof): boolean {
  return isWithin(schema, false, proof);
}

type AtomQuestion = {
  readonly atom: Atom;
  readonly outer: JsonSchema;
  readonly alternatives: readonly Atom[];
  readonly splitsLeft: number;
};

function isAtomWithin({ atom, outer, alternatives, splitsLeft }: AtomQuestion, proof: Proof): boolean {
  const values = finiteValues(atom);
  if (values !== undefined)
    return values.every(
      (value) => !validates(schemaOf(atom), value, proof.documents) || validates(outer, value, proof.documents),
    );
  if (isImpossible(atom, proof)) return true;
  const usable = alternatives.filter(({ kind }) => kind === atom.kind);
  if (usable.some((each) => isShapeWithin(atom, each, proof) && refusesNots(atom, each, proof))) return true;
  const isOnlyOne = usable.length < 2 && usable.every(({ nots }) => nots.length === 0);
  if (splitsLeft === 0 || isOnlyOne) return false;
  spend(proof);
  for (const parts of splits(atom, usable, proof.documents)) {
    const each = (part: Atom) => isAtomWithin({ atom: part, outer, alternatives, splitsLeft: splitsLeft - 1 }, proof);
    if (parts.every(each)) return true;
  }
  return false;
}

function finiteValues(atom: Atom): readonly Json[] | undefined {
  if (atom.kind === "values") return atom.values;
  if (atom.kind === "string" && atom.max === 0) return [""];
  if (atom.kind === "list" && atom.max === 0) return [[]];
  if (atom.kind !== "number") return undefined;
  const { min, max, steps } = tightened(atom);
  const [step] = steps;
  if (min === max) return [min];
  if (step === undefined || !(max - min < step * 128)) return undefined;
  return Array.from({ length: Math.max(0, Math.round((max - min) / step) + 1) }, (_, at) => min + at * step);
}

/** Whether nothing that the atom accepts could be accepted by what the alternative leaves out. */
function refusesNots(atom: Atom, alternative: Atom, above: Proof): boolean {
  const proof = afresh(above);
  return alternative.nots.every(
    (not) =>
      atom.nots.some((own) => isWithin(not, own, proof)) ||
      isEmpty(allOf([schemaOf({ ...atom, nots: [] }), not]), proof),
  );
}

/** What is left out is judged without what is taken for granted: a schema may be defined by its own opposite. */
function afresh(proof: Proof): Proof {
  return { ...proof, assumed: new Set() };
}

function isImpossible(atom: Atom, proof: Proof): boolean {
  if (atom.nots.some((not) => isWithin(schemaOf({ ...atom, nots: [] }), not, afresh(proof)))) return true;
  if (atom.kind === "values") return atom.values.length === 0;
  if (atom.kind === "number") {
    const { min, max, isAboveMin, isBelowMax } = tightened(atom);
    return min > max || (min === max && (isAboveMin || isBelowMax));
  }
  if (atom.kind === "list") return atom.min > longest(atom, proof);
  if (atom.kind === "map") return isMapImpossible(atom, proof);
  return atom.min > atom.max;
}

function isMapImpossible(map: MapAtom, proof: Proof): boolean {
  const most = map.parts.some(
    (part) => part.additionalProperties === false && Object.keys(part.patternProperties).length === 0,
  )
    ? namesIn(map).length
    : Number.POSITIVE_INFINITY;
  if (Math.max(map.min, map.required.length) > Math.min(map.max, most)) return true;
  return map.required.some(
    (name) => isEmpty(memberAt(map, name), proof) || isEmpty(allOf([{ const: name }, ...map.names]), proof),
  );
}

/** How long a list can be: up to the first place where nothing may stand. */
function longest(list: ListAtom, proof: Proof): number {
  const places = Math.max(0, ...list.parts.map(({ first }) => first.length));
  for (let at = 0; at <= places && at < list.max; at += 1) {
    if (isEmpty(itemAt(list, at), proof)) return at;
  }
  return list.max;
}

function isShapeWithin(inner: Atom, outer: Atom, proof: Proof): boolean {
  if (inner.kind === "number" && outer.kind === "number") return numberIsWithin(inner, outer);
  if (inner.kind === "string" && outer.kind === "string") return stringIsWithin(inner, outer);
  if (inner.kind === "list" && outer.kind === "list") return listIsWithin(inner, outer, proof);
  return (
    inner.kind === "map" &&
    outer.kind === "map" &&
    mapIsWithin(inner, outer, {
      isWithin: (a, b) => isWithin(a, b, proof),
      isEmpty: (schema) => isEmpty(schema, proof),
      atoms: (schema) => expanded(schema, proof.documents),
    })
  );
}

function listIsWithin(inner: ListAtom, outer: ListAtom, proof: Proof): boolean {
  const max = longest(inner, proof);
  if (inner.min < outer.min || max > outer.max || (outer.isUnique && !inner.isUnique && max > 1)) return false;
  const places = Math.max(0, ...[...inner.parts, ...outer.parts].map(({ first }) => first.length));
  for (let at = 0; at <= places && at < max; at += 1) {
    if (!isWithin(itemAt(inner, at), itemAt(outer, at), proof)) return false;
  }
  return outer.contains.every((wanted) => {
    const same = inner.contains.some(
      (own) =>
        own.min >= wanted.min &&
        own.max <= wanted.max &&
        isWithin(own.schema, wanted.schema, proof) &&
        isWithin(wanted.schema, own.schema, proof),
    );
    const all = anyOf(Array.from({ length: places + 1 }, (_, at) => itemAt(inner, at)));
    return (
      same ||
      (wanted.min === 0 && max <= wanted.max) ||
      (inner.min >= wanted.min && max <= wanted.max && isWithin(all, wanted.schema, proof))
    );
  });
}
