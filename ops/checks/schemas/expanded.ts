import { type Atom, atomOf, type NumberAtom, schemaOf } from "./atom.ts";
import { type Documents, referred } from "./document.ts";
import { type JsonSchema, type SchemaObject, textOf } from "./json-schema.ts";
import { commonStep } from "./multiples.ts";
import { validates } from "./validates.ts";

/** Thrown where a schema has more alternatives, or leads deeper, than is looked at. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

const MOST_ATOMS = 400;
const DEEPEST = 60;
const TYPES = ["null", "boolean", "number", "string", "array", "object"];

/** A schema as alternatives, each of one kind of value: together they accept exactly what it accepts. */
export function expanded(schema: JsonSchema, documents: Documents, depth = 0): readonly Atom[] {
  if (schema === false) return [];
  if (schema === true) return expanded({}, documents, depth);
  if (depth > DEEPEST) throw new TooLarge("a schema that refers to itself without an end");
  const deeper = (each: JsonSchema) => expanded(each, documents, depth + 1);
  const listed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (listed !== undefined) {
    const values = listed.filter((value) => validates(schema, value, documents));
    return values.length === 0 ? [] : [{ kind: "values", values, nots: [] }];
  }
  const alternatives = [
    ...(schema.$ref === undefined ? [] : [deeper(target(schema.$ref, documents))]),
    ...(schema.allOf ?? []).map(deeper),
    ...(schema.anyOf === undefined ? [] : [schema.anyOf.flatMap(deeper)]),
    ...(schema.oneOf === undefined ? [] : [exclusive(schema.oneOf, deeper)]),
  ];
  let atoms = ownAtoms(schema);
  for (const each of alternatives) {
    atoms = atoms.flatMap((a) => each.flatMap((b) => meet(a, b, documents)));
    if (atoms.length > MOST_ATOMS) throw new TooLarge(`a schema of more than ${MOST_ATOMS} alternatives`);
  }
  return atoms;
}

function target(reference: string, documents: Documents): JsonSchema {
  const found = referred(reference, documents);
  if (found === undefined) throw new TooLarge(`a reference that leads nowhere, ${reference}`);
  return found;
}

function ownAtoms(schema: SchemaObject): readonly Atom[] {
  const types = schema.type === undefined ? TYPES : [schema.type].flat();
  const kinds = types.includes("number") ? types.filter((type) => type !== "integer") : types;
  return kinds.flatMap((type) => atomOf(type, schema) ?? []);
}

/** Exactly one of several: each without the others that could hold for the same kind of value. */
function exclusive(schemas: readonly JsonSchema[], deeper: (schema: JsonSchema) => readonly Atom[]): Atom[] {
  const all = schemas.map((schema) => deeper(schema));
  return all.flatMap((atoms, at) =>
    atoms.map((atom) => {
      const others = schemas.filter((_, other) => other !== at && all[other]?.some((each) => mayMeet(each, atom)));
      return { ...atom, nots: [...atom.nots, ...others] };
    }),
  );
}

function mayMeet(a: Atom, b: Atom): boolean {
  if (a.kind === "values" && b.kind === "values")
    return a.values.some((value) => b.values.some((each) => textOf(each) === textOf(value)));
  return a.kind === b.kind || a.kind === "values" || b.kind === "values";
}

/** What two atoms both accept, as no atom or one. */
export function meet(a: Atom, b: Atom, documents: Documents): Atom[] {
  if (b.kind === "values" && a.kind !== "values") return meet(b, a, documents);
  if (a.kind === "values") {
    const values = a.values.filter((value) => validates(schemaOf(b), value, documents));
    return values.length === 0 ? [] : [{ ...a, values, nots: [...a.nots, ...b.nots] }];
  }
  const nots = [...a.nots, ...b.nots];
  const [min, max] = "min" in b ? [Math.max(a.min, b.min), Math.min(a.max, b.max)] : [a.min, a.max];
  if (a.kind === "number" && b.kind === "number") return [{ ...meetNumbers(a, b), nots }];
  if (a.kind === "string" && b.kind === "string") {
    const patterns = [...new Set([...a.patterns, ...b.patterns])];
    return [{ ...a, min, max, patterns, formats: [...new Set([...a.formats, ...b.formats])], nots }];
  }
  if (a.kind === "list" && b.kind === "list") {
    const contains = [...a.contains, ...b.contains];
    return [{ ...a, min, max, parts: [...a.parts, ...b.parts], isUnique: a.isUnique || b.isUnique, contains, nots }];
  }
  if (a.kind === "map" && b.kind === "map") {
    const required = [...new Set([...a.required, ...b.required])];
    return [{ ...a, min, max, parts: [...a.parts, ...b.parts], required, names: [...a.names, ...b.names], nots }];
  }
  return [];
}

function meetNumbers(a: NumberAtom, b: NumberAtom): NumberAtom {
  return {
    kind: "number",
    isWhole: a.isWhole || b.isWhole,
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    isAboveMin: (a.min >= b.min && a.isAboveMin) || (b.min >= a.min && b.isAboveMin),
    isBelowMax: (a.max <= b.max && a.isBelowMax) || (b.max <= a.max && b.isBelowMax),
    steps: [...new Set([...a.steps, ...b.steps])],
  };
}

/** Numbers with their bounds drawn in to the first and the last that their steps allow. */
export function tightened(atom: NumberAtom): NumberAtom {
  const step = commonStep(atom.isWhole ? [1, ...atom.steps] : atom.steps);
  if (step === undefined) return atom;
  const up = Math.ceil(atom.min / step) * step;
  const down = Math.floor(atom.max / step) * step;
  return {
    ...atom,
    steps: [step],
    isWhole: Number.isInteger(step),
    min: atom.isAboveMin && up === atom.min ? up + step : up,
    max: atom.isBelowMax && down === atom.max ? down - step : down,
    isAboveMin: false,
    isBelowMax: false,
  };
}
