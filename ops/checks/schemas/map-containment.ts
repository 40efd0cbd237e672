import { type Atom, type MapAtom, type MapPart, memberAt, namesIn } from "./atom.ts";
import { allOf, anyOf, type JsonSchema, textOf } from "./json-schema.ts";

type Questions = {
  readonly isWithin: (inner: JsonSchema, outer: JsonSchema) => boolean;
  readonly isEmpty: (schema: JsonSchema) => boolean;
  readonly atoms: (schema: JsonSchema) => readonly Atom[];
};

/** Whether every map that `inner` accepts is proved to be accepted by `outer`; questions about members are asked back. */
export function mapIsWithin(inner: MapAtom, outer: MapAtom, ask: Questions): boolean {
  const listed = listedNames(inner, ask);
  const names = [...new Set([...namesIn(inner), ...namesIn(outer), ...(listed ?? [])])];
  const possible = names.filter((name) => mayHave(inner, name, ask));
  const isClosed = listed !== undefined || ask.isEmpty(unnamed(inner));
  const most = Math.min(inner.max, isClosed ? possible.length : Number.POSITIVE_INFINITY);
  return (
    outer.required.every((name) => inner.required.includes(name)) &&
    Math.max(inner.min, inner.required.length) >= outer.min &&
    most <= outer.max &&
    possible.every((name) => ask.isWithin(memberAt(inner, name), memberAt(outer, name))) &&
    possible.every((name) => outer.names.every((each) => ask.isWithin({ const: name }, each))) &&
    (isClosed || (othersAreWithin(inner, outer, ask) && namesAreWithin(inner, outer, ask)))
  );
}

function mayHave(map: MapAtom, name: string, ask: Questions): boolean {
  return !ask.isEmpty(memberAt(map, name)) && !ask.isEmpty(allOf([{ const: name }, ...map.names]));
}

/** The only names a map's members may have, where its names are enumerated. */
function listedNames(map: MapAtom, ask: Questions): string[] | undefined {
  if (map.names.length === 0) return undefined;
  const atoms = ask.atoms(allOf([{ type: "string" }, ...map.names]));
  if (atoms.some(({ kind }) => kind !== "values")) return undefined;
  return atoms.flatMap((atom) => (atom.kind === "values" ? atom.values.map(String) : []));
}

/** At most what a member may be whose name no part of the map speaks of by itself. */
function unnamed(map: MapAtom, matched: readonly string[] = []): JsonSchema {
  return allOf(map.parts.map((part) => unnamedIn(part, matched)));
}

function unnamedIn(part: MapPart, unmatched: readonly string[]): JsonSchema {
  const patterns = Object.entries(part.patternProperties).filter(([pattern]) => !unmatched.includes(pattern));
  return anyOf([part.additionalProperties, ...patterns.map(([, schema]) => schema)]);
}

function othersAreWithin(inner: MapAtom, outer: MapAtom, ask: Questions): boolean {
  return outer.parts.every((part) => {
    const patterns = Object.entries(part.patternProperties);
    const matched = patterns.every(([pattern, schema]) => {
      const same = inner.parts.flatMap((own) => own.patternProperties[pattern] ?? []);
      return ask.isWithin(same.length === 0 ? unnamed(inner) : allOf(same), schema);
    });
    return (
      matched &&
      ask.isWithin(
        unnamed(
          inner,
          patterns.map(([pattern]) => pattern),
        ),
        part.additionalProperties,
      )
    );
  });
}

function namesAreWithin(inner: MapAtom, outer: MapAtom, ask: Questions): boolean {
  const known = inner.names.map(textOf);
  const name = allOf([{ type: "string" }, ...inner.names]);
  return outer.names.every((each) => known.includes(textOf(each)) || ask.isWithin(name, each));
}
