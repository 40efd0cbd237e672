import { choicesOf, isObject, type JsonSchema, pointerPart, propertiesOf, typesOf } from "./schema.ts";

type Checked = { schema: JsonSchema; data: unknown };
type Limit = (value: unknown, limit: number) => boolean;

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
};

const LIMITS: Readonly<Record<string, Limit>> = {
  minimum: (value, limit) => typeof value !== "number" || value >= limit,
  maximum: (value, limit) => typeof value !== "number" || value <= limit,
  minLength: (value, limit) => typeof value !== "string" || value.length >= limit,
  maxLength: (value, limit) => typeof value !== "string" || value.length <= limit,
  minItems: (value, limit) => !Array.isArray(value) || value.length >= limit,
  maxItems: (value, limit) => !Array.isArray(value) || value.length <= limit,
};

const MAX_PROBLEMS = 20;

/**
 * How an answer departs from the schema it was asked for, each with the JSON pointer to the value; empty where it fits.
 * Null fits everywhere: it says that the page has no such value. The schema is one that `checkSchema` finds usable.
 */
export function answerProblems({ schema, data }: Checked): string[] {
  const found = data === null ? ["/: the answer is null, expected an object"] : problems({ schema, data, path: "" });
  return found.slice(0, MAX_PROBLEMS);
}

function problems({ schema, data, path }: Checked & { path: string }): string[] {
  if (data === null) return [];
  const at = path === "" ? "/" : path;
  const choices = choicesOf(schema);
  if (choices.length > 0 && choices.every((choice) => problems({ schema: choice, data, path }).length > 0)) {
    return [`${at}: fits none of the schemas in anyOf`];
  }
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => IS[type]?.(data))) return [`${at}: expected ${types.join(" or ")}`];
  const allowed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (Array.isArray(allowed) && !allowed.includes(data)) return [`${at}: expected one of ${JSON.stringify(allowed)}`];
  const limits = Object.entries(LIMITS)
    .filter(([keyword, holds]) => typeof schema[keyword] === "number" && !holds(data, schema[keyword]))
    .map(([keyword]) => `${at}: ${keyword} is ${schema[keyword]}`);
  return [...limits, ...inner({ schema, data, path })];
}

function inner({ schema, data, path }: Checked & { path: string }): string[] {
  const items = schema.items;
  if (Array.isArray(data) && isObject(items)) {
    return data.flatMap((item, index) => problems({ schema: items, data: item, path: `${path}/${index}` }));
  }
  if (!isObject(data) || schema.properties === undefined) return [];
  const properties = new Map(propertiesOf(schema));
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = required.filter((name) => !Object.hasOwn(data, name)).map((name) => `${path}/${name}: missing`);
  const known = Object.entries(data).flatMap(([name, value]) => {
    const property = properties.get(name);
    if (property) return problems({ schema: property, data: value, path: `${path}/${pointerPart(name)}` });
    return schema.additionalProperties === true ? [] : [`${path}/${pointerPart(name)}: not in the schema`];
  });
  return [...missing, ...known];
}
