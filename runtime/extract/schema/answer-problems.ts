import { choicesOf, isObject, type JsonSchema, membersOf, pointerPart, propertiesOf, typesOf } from "./json-schema.ts";
import { hasFormat } from "./text-format.ts";
import { hasPattern } from "./text-pattern.ts";

type Checked = { schema: JsonSchema; data: unknown };
type Limit = (value: unknown, limit: unknown) => boolean;

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
};

/** What a schema can ask of a value beside its type; a value of another type is not concerned. */
const LIMITS: Readonly<Record<string, Limit>> = {
  minimum: ofNumber((value, limit) => value >= limit),
  maximum: ofNumber((value, limit) => value <= limit),
  exclusiveMinimum: ofNumber((value, limit) => value > limit),
  exclusiveMaximum: ofNumber((value, limit) => value < limit),
  multipleOf: ofNumber((value, limit) => Math.abs(value / limit - Math.round(value / limit)) < 1e-9),
  minLength: (value, limit) => typeof value !== "string" || value.length >= Number(limit),
  maxLength: (value, limit) => typeof value !== "string" || value.length <= Number(limit),
  format: (value, name) => typeof value !== "string" || hasFormat(value, String(name)),
  pattern: (value, source) => typeof value !== "string" || hasPattern(value, String(source)),
  minItems: (value, limit) => !Array.isArray(value) || value.length >= Number(limit),
  maxItems: (value, limit) => !Array.isArray(value) || value.length <= Number(limit),
  uniqueItems: (value, wanted) =>
    wanted !== true ||
    !Array.isArray(value) ||
    new Set(value.map((item) => JSON.stringify(item))).size === value.length,
};

const MAX_PROBLEMS = 20;

/**
 * How an answer departs from the schema it was asked for, each with the JSON pointer to the value; empty where it fits.
 * Null fits everywhere: it says that the page has no such value. The schema is one that `readSchema` gives without a problem.
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
  const allowed = membersOf(schema);
  if (allowed && !allowed.includes(data)) return [`${at}: expected one of ${JSON.stringify(allowed)}`];
  const limits = Object.entries(LIMITS)
    .filter(([keyword, holds]) => schema[keyword] !== undefined && !holds(data, schema[keyword]))
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

function ofNumber(holds: (value: number, limit: number) => boolean): Limit {
  return (value, limit) => typeof value !== "number" || holds(value, Number(limit));
}
