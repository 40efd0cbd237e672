import { isMap, type JsonSchema, type SchemaObject } from "./json-schema.ts";

/** Schemas under the address by which their references are rewritten, for example `before#`. */
export type Documents = ReadonlyMap<string, JsonSchema>;

const SCHEMA = ["items", "additionalProperties", "propertyNames", "contains", "not"];
const LIST = ["anyOf", "oneOf", "allOf", "prefixItems"];
const MAP = ["properties", "patternProperties", "$defs"];
const PLAIN = [
  ..."$ref type enum const required uniqueItems pattern format multipleOf minContains maxContains".split(" "),
  ..."minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems".split(" "),
  ..."minProperties maxProperties".split(" "),
];
/** Says nothing about which values are valid. */
const ANNOTATIONS = new Set([
  ..."$schema $id id $comment $anchor title description default examples deprecated readOnly writeOnly".split(" "),
  ..."contentEncoding contentMediaType contentSchema".split(" "),
]);

const RENAMED = { definitions: "$defs", additionalItems: "items" } as const;

export type Loaded = { readonly schema: JsonSchema; readonly unsupported: readonly string[] };

/**
 * A schema as the judgement takes it: references carry the name of their document, annotations are gone, older spellings
 * (`definitions`, a list in `items`, `nullable`) are today's. Names keywords that are not understood.
 */
export function loaded(input: unknown, name: string): Loaded {
  const unsupported = new Set<string>();
  const load = (schema: unknown): JsonSchema => {
    if (typeof schema === "boolean") return schema;
    if (!isMap(schema)) {
      unsupported.add("a schema that is neither an object nor true or false");
      return true;
    }
    const { nullable, ...rest } = schema;
    if (nullable === true) return { anyOf: [load(rest), { type: "null" }] };
    const made: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(todaySpelling(rest))) {
      if (SCHEMA.includes(key)) made[key] = load(value);
      else if (LIST.includes(key) && Array.isArray(value)) made[key] = value.map(load);
      else if (MAP.includes(key) && isMap(value)) {
        made[key] = Object.fromEntries(Object.entries(value).map(([at, each]) => [at, load(each)]));
      } else if (key === "$ref") made[key] = localReference(String(value), name, unsupported);
      else if (PLAIN.includes(key)) made[key] = value;
      else if (!ANNOTATIONS.has(key) && !key.startsWith("x-")) unsupported.add(key);
    }
    if (typeof made.pattern === "string" && !isPattern(made.pattern)) unsupported.add(`pattern ${made.pattern}`);
    return made as SchemaObject;
  };
  return { schema: load(input), unsupported: [...unsupported] };
}

function todaySpelling(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { items, additionalItems, definitions, ...rest } = schema;
  const renamed: Record<string, unknown> = { ...rest };
  if (definitions !== undefined)
    renamed[RENAMED.definitions] = { ...definitions, ...(isMap(rest.$defs) ? rest.$defs : {}) };
  if (!Array.isArray(items)) return items === undefined ? renamed : { ...renamed, items };
  return { ...renamed, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) };
}

function localReference(reference: string, name: string, unsupported: Set<string>): string {
  if (!reference.startsWith("#")) unsupported.add(`$ref ${reference}`);
  return `${name}${reference.replace(/^#\/definitions\//, "#/$defs/")}`;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

/** What a rewritten reference points to; nothing where it points nowhere. */
export function referred(reference: string, documents: Documents): JsonSchema | undefined {
  const [name = "", pointer = ""] = reference.split("#");
  let at: unknown = documents.get(name);
  for (const part of pointer.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return typeof at === "boolean" || isMap(at) ? (at as JsonSchema) : undefined;
}
