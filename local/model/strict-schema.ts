import type { Schema } from "./filling/schema.ts";

/** Where and why a schema breaks the documented rules of strict structured outputs. */
export interface StrictBreach {
  readonly path: readonly string[];
  readonly why: string;
}

const limits = { depth: 10, properties: 5_000, enumValues: 1_000, characters: 120_000 };
const forbidden = [
  "allOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "prefixItems",
  "contains",
  "minContains",
  "maxContains",
  "uniqueItems",
  "minLength",
  "maxLength",
  "default",
];

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const record = (value: unknown): Readonly<Record<string, unknown>> => (isSchema(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const typesOf = (schema: Schema): readonly unknown[] => (Array.isArray(schema.type) ? schema.type : [schema.type]);

function ownBreach(schema: Schema): string | undefined {
  const word = forbidden.find((name) => name in schema);
  if (word !== undefined) return `'${word}' is not permitted.`;
  const described = ["type", "$ref", "anyOf", "enum", "const"].some((name) => name in schema);
  if (!described) return "schema must have a 'type' key.";
  if (typesOf(schema).includes("array") && !("items" in schema)) return "array schema missing items.";
  if (!typesOf(schema).includes("object") && !("properties" in schema)) return undefined;
  if (schema.additionalProperties !== false) {
    return "'additionalProperties' is required to be supplied and to be false.";
  }
  const required = new Set(list(schema.required));
  const missing = Object.keys(record(schema.properties)).find((name) => !required.has(name));
  const extra = [...required].find((name) => !(String(name) in record(schema.properties)));
  if (missing !== undefined) {
    return `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  }
  return extra === undefined ? undefined : `'required' names '${String(extra)}', which is not among the properties.`;
}

function children(schema: Schema): (readonly [readonly string[], unknown])[] {
  const within = (name: string) =>
    Object.entries(record(schema[name])).map(([key, one]) => [[name, key], one] as const);
  const branches = list(schema.anyOf).map((one, index) => [["anyOf", String(index)], one] as const);
  const items = "items" in schema ? [[["items"], schema.items] as const] : [];
  return [...within("properties"), ...within("$defs"), ...within("definitions"), ...branches, ...items];
}

/** The first breach of the strict subset, or undefined; the rules are those of the structured outputs guide. */
export function strictBreach(root: Schema): StrictBreach | undefined {
  if ("anyOf" in root || root.type !== "object") {
    const given = "anyOf" in root ? "anyOf" : `type: ${JSON.stringify(root.type ?? null)}`;
    return { path: [], why: `schema must be a JSON Schema of 'type: "object"', got '${given}'.` };
  }
  const count = { properties: 0, enumValues: 0, characters: 0 };
  const visit = (schema: unknown, path: readonly string[], depth: number): StrictBreach | undefined => {
    if (!isSchema(schema)) return { path, why: "schema must be an object." };
    const names = Object.keys(record(schema.properties));
    count.properties += names.length;
    count.enumValues += list(schema.enum).length;
    count.characters += [...names, ...list(schema.enum).map(String)].reduce((sum, name) => sum + name.length, 0);
    const inside = depth + (typesOf(schema).includes("object") ? 1 : 0);
    if (inside > limits.depth) return { path, why: `${inside} levels of nesting exceeds limit of ${limits.depth}.` };
    const own = ownBreach(schema);
    if (own !== undefined) return { path, why: own };
    for (const [step, child] of children(schema)) {
      const breach = visit(child, [...path, ...step], step[0] === "$defs" || step[0] === "definitions" ? 0 : inside);
      if (breach !== undefined) return breach;
    }
    return undefined;
  };
  const breach = visit(root, [], 0);
  if (breach !== undefined) return breach;
  const over = (["properties", "enumValues", "characters"] as const).find((name) => count[name] > limits[name]);
  return over && { path: [], why: `${count[over]} ${over} in all exceeds limit of ${limits[over]}.` };
}
