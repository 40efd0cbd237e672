import { isObject, type JsonSchema, propertiesOf, typesOf } from "./json-schema.ts";

/** One schema that asks for all that several ask for, or the keyword in which they contradict each other. */
export function mergeSchemas(schemas: readonly JsonSchema[]): { schema: JsonSchema } | { conflict: string } {
  const [first = {}, ...others] = schemas;
  let schema: JsonSchema = first;
  for (const other of others) {
    const merged: Record<string, unknown> = { ...schema };
    for (const [keyword, value] of Object.entries(other)) {
      const both = schema[keyword] === undefined ? value : together(keyword, [schema[keyword], value], [schema, other]);
      if (both === undefined) return { conflict: keyword };
      merged[keyword] = both;
    }
    schema = merged;
  }
  return { schema };
}

type Two<Value> = readonly [Value, Value];

const HIGHEST = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems"]);
const LOWEST = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems"]);

/** What a keyword says where two schemas both have it; undefined where no value can fulfil both. */
function together(keyword: string, [a, b]: Two<unknown>, schemas: Two<JsonSchema>): unknown {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  if (HIGHEST.has(keyword)) return Math.max(Number(a), Number(b));
  if (LOWEST.has(keyword)) return Math.min(Number(a), Number(b));
  if (keyword === "type") return commonTypes(schemas);
  if (keyword === "required") return [...new Set([a, b].flat())];
  if (keyword === "enum") return common([a].flat(), [b].flat());
  if (keyword === "properties") return mergedProperties(schemas);
  if (keyword === "items" && isObject(a) && isObject(b)) return merged([a, b]);
  if (keyword === "additionalProperties") return false;
  if (keyword === "uniqueItems") return true;
  return keyword === "title" || keyword === "description" ? b : undefined;
}

function commonTypes([a, b]: Two<JsonSchema>): unknown {
  const [own, other] = [typesOf(a), typesOf(b)];
  const types = own.filter((type) => other.includes(type) || (type === "integer" && other.includes("number")));
  const narrowed = own.includes("number") && other.includes("integer") ? [...types, "integer"] : types;
  return narrowed.length > 1 ? narrowed : narrowed[0];
}

function common(a: readonly unknown[], b: readonly unknown[]): unknown {
  const shared = a.filter((member) => b.includes(member));
  return shared.length > 0 ? shared : undefined;
}

function mergedProperties([a, b]: Two<JsonSchema>): unknown {
  const properties = new Map(propertiesOf(a));
  for (const [name, schema] of propertiesOf(b)) {
    const before = properties.get(name);
    const both = before ? merged([before, schema]) : schema;
    if (!both) return undefined;
    properties.set(name, both);
  }
  return Object.fromEntries(properties);
}

function merged(schemas: readonly JsonSchema[]): JsonSchema | undefined {
  const both = mergeSchemas(schemas);
  return "schema" in both ? both.schema : undefined;
}
