import type { Json, JsonSchema, SchemaMap, SchemaObject } from "./json-schema.ts";
import { allOf, own } from "./json-schema.ts";
import { memberSchemas } from "./validates.ts";

export type ValuesAtom = { readonly kind: "values"; readonly values: readonly Json[] };
export type NumberAtom = {
  readonly kind: "number";
  readonly isWhole: boolean;
  readonly min: number;
  readonly max: number;
  /** Whether the bound itself is left out. */
  readonly isAboveMin: boolean;
  readonly isBelowMax: boolean;
  readonly steps: readonly number[];
};
export type StringAtom = {
  readonly kind: "string";
  readonly min: number;
  readonly max: number;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
};
export type ListPart = { readonly first: readonly JsonSchema[]; readonly rest: JsonSchema };
export type Contained = { readonly schema: JsonSchema; readonly min: number; readonly max: number };
export type ListAtom = {
  readonly kind: "list";
  readonly parts: readonly ListPart[];
  readonly min: number;
  readonly max: number;
  readonly isUnique: boolean;
  readonly contains: readonly Contained[];
};
export type MapPart = {
  readonly properties: SchemaMap;
  readonly patternProperties: SchemaMap;
  readonly additionalProperties: JsonSchema;
};
export type MapAtom = {
  readonly kind: "map";
  readonly parts: readonly MapPart[];
  readonly required: readonly string[];
  readonly names: readonly JsonSchema[];
  readonly min: number;
  readonly max: number;
};
export type Shape = ValuesAtom | NumberAtom | StringAtom | ListAtom | MapAtom;

/** Values of one kind, and the schemas none of which may accept them. */
export type Atom = Shape & { readonly nots: readonly JsonSchema[] };

const least = (value: number | undefined) => value ?? Number.NEGATIVE_INFINITY;
const most = (value: number | undefined) => value ?? Number.POSITIVE_INFINITY;

/** What the keywords of one schema say of one type, without what they combine. */
export function atomOf(type: string, schema: SchemaObject): Atom | undefined {
  const shape = SHAPES[type]?.(schema);
  return shape === undefined ? undefined : { ...shape, nots: schema.not === undefined ? [] : [schema.not] };
}

const numberShape = (schema: SchemaObject, isWhole: boolean): NumberAtom => {
  const [open, closed] = [least(schema.exclusiveMinimum), least(schema.minimum)];
  const [openTop, closedTop] = [most(schema.exclusiveMaximum), most(schema.maximum)];
  return {
    kind: "number",
    isWhole,
    min: Math.max(open, closed),
    max: Math.min(openTop, closedTop),
    isAboveMin: open >= closed && open !== Number.NEGATIVE_INFINITY,
    isBelowMax: openTop <= closedTop && openTop !== Number.POSITIVE_INFINITY,
    steps: schema.multipleOf === undefined ? [] : [schema.multipleOf],
  };
};

const containedIn = (schema: SchemaObject): Contained[] =>
  schema.contains === undefined
    ? []
    : [{ schema: schema.contains, min: schema.minContains ?? 1, max: most(schema.maxContains) }];

const SHAPES: Readonly<Record<string, (schema: SchemaObject) => Shape>> = {
  null: () => ({ kind: "values", values: [null] }),
  boolean: () => ({ kind: "values", values: [false, true] }),
  integer: (schema) => numberShape(schema, true),
  number: (schema) => numberShape(schema, false),
  string: (schema) => ({
    kind: "string",
    min: schema.minLength ?? 0,
    max: most(schema.maxLength),
    patterns: schema.pattern === undefined ? [] : [schema.pattern],
    formats: schema.format === undefined ? [] : [schema.format],
  }),
  array: (schema) => ({
    kind: "list",
    parts: [{ first: schema.prefixItems ?? [], rest: schema.items ?? true }],
    min: schema.minItems ?? 0,
    max: most(schema.maxItems),
    isUnique: schema.uniqueItems === true,
    contains: containedIn(schema),
  }),
  object: (schema) => ({
    kind: "map",
    parts: [
      {
        properties: schema.properties ?? {},
        patternProperties: schema.patternProperties ?? {},
        additionalProperties: schema.additionalProperties ?? true,
      },
    ],
    required: schema.required ?? [],
    names: schema.propertyNames === undefined ? [] : [schema.propertyNames],
    min: schema.minProperties ?? 0,
    max: most(schema.maxProperties),
  }),
};

/** What the item at a place has to be. */
export function itemAt(list: ListAtom, at: number): JsonSchema {
  return allOf(list.parts.map(({ first, rest }) => first[at] ?? rest));
}

/** Names of members that a map's parts speak of. */
export function namesIn(map: MapAtom): string[] {
  return [...new Set([...map.parts.flatMap(({ properties }) => Object.keys(properties)), ...map.required])];
}

/** What the member of a name has to be, where there is one. */
export function memberAt(map: MapAtom, name: string): JsonSchema {
  return allOf(map.parts.flatMap((part) => memberSchemas(part, name)));
}

/** A map in which the member of one name is held to one more schema. */
export function withMember(map: MapAtom, name: string, schema: JsonSchema): MapAtom {
  const parts = map.parts.map((part, at) =>
    at === 0
      ? {
          ...part,
          properties: {
            ...part.properties,
            [name]: allOf([own(part.properties, name) ?? memberOnly(part, name), schema]),
          },
        }
      : part,
  );
  return { ...map, parts };
}

/** A name that the properties did not hold leaves what is additional when it is written there. */
function memberOnly(part: MapPart, name: string): JsonSchema {
  return allOf(memberSchemas({ ...part, properties: {} }, name));
}

/** An atom written as a schema again. */
export function schemaOf(atom: Atom): JsonSchema {
  return allOf([shapeSchema(atom), ...atom.nots.map((not) => ({ not }))]);
}

const finite = (name: string, value: number) => (Number.isFinite(value) ? { [name]: value } : {});

function shapeSchema(atom: Shape): JsonSchema {
  switch (atom.kind) {
    case "values":
      return { enum: atom.values };
    case "number":
      return allOf([
        {
          type: atom.isWhole ? "integer" : "number",
          ...finite(atom.isAboveMin ? "exclusiveMinimum" : "minimum", atom.min),
          ...finite(atom.isBelowMax ? "exclusiveMaximum" : "maximum", atom.max),
        },
        ...atom.steps.map((multipleOf) => ({ multipleOf })),
      ]);
    case "string":
      return allOf([
        { type: "string", minLength: atom.min, ...finite("maxLength", atom.max) },
        ...atom.patterns.map((pattern) => ({ pattern })),
        ...atom.formats.map((format) => ({ format })),
      ]);
    case "list":
      return allOf([
        { type: "array", minItems: atom.min, ...finite("maxItems", atom.max), uniqueItems: atom.isUnique },
        ...atom.parts.map(({ first, rest }) => ({ prefixItems: first, items: rest })),
        ...atom.contains.map(({ schema, min, max }) => ({
          contains: schema,
          minContains: min,
          ...finite("maxContains", max),
        })),
      ]);
    case "map":
      return allOf([
        { type: "object", required: atom.required, minProperties: atom.min, ...finite("maxProperties", atom.max) },
        ...atom.parts,
        ...atom.names.map((propertyNames) => ({ propertyNames })),
      ]);
  }
}
