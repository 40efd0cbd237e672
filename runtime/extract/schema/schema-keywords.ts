import { isObject } from "./json-schema.ts";
import { FORMAT_NAMES, isFormat } from "./text-format.ts";
import { patternProblem } from "./text-pattern.ts";

/** Why a keyword's value cannot be used; undefined where it can. */
type Check = (value: unknown) => string | undefined;

const UNUSABLE = "this value is not usable";
const TYPES = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

/** Keywords that ask for something. */
const ASKING: Readonly<Record<string, Check>> = {
  type: usable((value) => [value].flat().length > 0 && [value].flat().every((type) => TYPES.has(String(type)))),
  properties: usable((value) => isObject(value) && Object.values(value).every(isObject)),
  required: usable((value) => Array.isArray(value) && value.every((name) => typeof name === "string")),
  items: usable(isObject),
  enum: usable((value) => Array.isArray(value) && value.length > 0 && value.every(isPlain)),
  const: usable(isPlain),
  anyOf: usable(isSchemas),
  oneOf: usable(isSchemas),
  allOf: usable(isSchemas),
  $ref: usable(isText),
  nullable: usable((value) => typeof value === "boolean"),
  additionalProperties: usable(
    (value) => typeof value === "boolean" || (isObject(value) && Object.keys(value).length === 0),
  ),
  minimum: usable(isNumber),
  maximum: usable(isNumber),
  exclusiveMinimum: usable(isNumber),
  exclusiveMaximum: usable(isNumber),
  multipleOf: usable((value) => isNumber(value) && Number(value) > 0),
  minLength: usable(isNumber),
  maxLength: usable(isNumber),
  minItems: usable(isNumber),
  maxItems: usable(isNumber),
  uniqueItems: usable((value) => typeof value === "boolean"),
  format: (value) =>
    isFormat(value) ? undefined : `this format cannot be checked; take one of ${FORMAT_NAMES.join(", ")}`,
  pattern: (value) => (typeof value === "string" ? patternProblem(value) : UNUSABLE),
  title: usable(isText),
  description: usable(isText),
};

/** Keywords that say something to people or to other programs: they are taken, and nothing comes of them. */
const SAYING = new Set(
  "$schema $id $comment $defs definitions default examples example deprecated readOnly writeOnly".split(" "),
);

/** What to do instead of what cannot be asked for. */
const INSTEAD: Readonly<Record<string, string>> = {
  not: "say in the description what it must not be",
  if: "make both cases properties of their own",
  patternProperties: "name the properties",
  propertyNames: "name the properties, or ask for a list of names and values",
  additionalProperties: "name the properties, or ask for a list of names and values",
  prefixItems: "give all members one schema under items",
  minProperties: "name what is needed under required",
};

/** Whether a keyword asks for something and is so kept in the schema. */
export function isAsking(keyword: string): boolean {
  return Object.hasOwn(ASKING, keyword);
}

/** Why a keyword of a schema cannot be used; undefined where it can. */
export function keywordProblem(keyword: string, value: unknown): string | undefined {
  const check = Object.hasOwn(ASKING, keyword) ? ASKING[keyword] : undefined;
  const instead = Object.hasOwn(INSTEAD, keyword) ? `; ${INSTEAD[keyword]}` : "";
  if (check) {
    const problem = check(value);
    return problem && `${problem}${instead}`;
  }
  return SAYING.has(keyword) || keyword.startsWith("x-") ? undefined : `this keyword is not supported${instead}`;
}

function usable(test: (value: unknown) => boolean): Check {
  return (value) => (test(value) ? undefined : UNUSABLE);
}

function isSchemas(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
