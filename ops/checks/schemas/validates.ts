import { type Documents, referred } from "./document.ts";
import { isFormatted } from "./formats.ts";
import { isMap, type Json, type JsonSchema, own, type SchemaObject, textOf } from "./json-schema.ts";
import { isMultiple } from "./multiples.ts";

type Judge = (schema: SchemaObject, value: Json, accepts: (schema: JsonSchema, value: Json) => boolean) => boolean;

/** The type of a JSON value as JSON Schema names it; a whole number is a `number` here. */
export function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const isOfType = (type: string, value: Json) => (type === "integer" ? Number.isInteger(value) : type === typeOf(value));

/** The length of a text in characters, as JSON Schema counts. */
const lengthOf = (text: string) => [...text].length;

function judgeNumber(schema: SchemaObject, value: number): boolean {
  return (
    value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (schema.maximum ?? Number.POSITIVE_INFINITY) &&
    (schema.exclusiveMinimum === undefined || value > schema.exclusiveMinimum) &&
    (schema.exclusiveMaximum === undefined || value < schema.exclusiveMaximum) &&
    (schema.multipleOf === undefined || isMultiple(value, schema.multipleOf))
  );
}

function judgeText(schema: SchemaObject, value: string): boolean {
  return (
    lengthOf(value) >= (schema.minLength ?? 0) &&
    lengthOf(value) <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(value)) &&
    (schema.format === undefined || isFormatted(schema.format, value))
  );
}

const judgeList: Judge = (schema, value, accepts) => {
  if (!Array.isArray(value)) return true;
  const first = schema.prefixItems ?? [];
  const found =
    schema.contains === undefined ? 0 : value.filter((item) => accepts(schema.contains ?? true, item)).length;
  return (
    value.length >= (schema.minItems ?? 0) &&
    value.length <= (schema.maxItems ?? Number.POSITIVE_INFINITY) &&
    value.every((item, at) => accepts(first[at] ?? schema.items ?? true, item)) &&
    (schema.uniqueItems !== true || new Set(value.map(textOf)).size === value.length) &&
    (schema.contains === undefined ||
      (found >= (schema.minContains ?? 1) && found <= (schema.maxContains ?? Number.POSITIVE_INFINITY)))
  );
};

const judgeMap: Judge = (schema, value, accepts) => {
  if (!isMap(value)) return true;
  const names = Object.keys(value);
  return (
    (schema.required ?? []).every((name) => Object.hasOwn(value, name)) &&
    names.length >= (schema.minProperties ?? 0) &&
    names.length <= (schema.maxProperties ?? Number.POSITIVE_INFINITY) &&
    names.every(
      (name) =>
        accepts(schema.propertyNames ?? true, name) &&
        memberSchemas(schema, name).every((each) => accepts(each, own(value, name) ?? null)),
    )
  );
};

/** Every schema that an object's schema holds against the member of one name. */
export function memberSchemas(
  schema: Pick<SchemaObject, "properties" | "patternProperties" | "additionalProperties">,
  name: string,
): JsonSchema[] {
  const named = own(schema.properties, name);
  const matching = Object.entries(schema.patternProperties ?? {}).filter(([text]) => new RegExp(text).test(name));
  const found = [...(named === undefined ? [] : [named]), ...matching.map(([, each]) => each)];
  return found.length > 0 ? found : [schema.additionalProperties ?? true];
}

const judgeCombined: Judge = (schema, value, accepts) =>
  (schema.allOf ?? []).every((each) => accepts(each, value)) &&
  (schema.anyOf?.some((each) => accepts(each, value)) ?? true) &&
  (schema.oneOf === undefined || schema.oneOf.filter((each) => accepts(each, value)).length === 1) &&
  (schema.not === undefined || !accepts(schema.not, value));

const judgeOwn: Judge = (schema, value, accepts) =>
  (schema.type === undefined || [schema.type].flat().some((type) => isOfType(type, value))) &&
  (schema.enum?.some((each) => textOf(each) === textOf(value)) ?? true) &&
  (schema.const === undefined || textOf(schema.const) === textOf(value)) &&
  (typeof value !== "number" || judgeNumber(schema, value)) &&
  (typeof value !== "string" || judgeText(schema, value)) &&
  judgeList(schema, value, accepts) &&
  judgeMap(schema, value, accepts);

/** How deep references may lead without meeting a value on the way. */
const DEEPEST = 200;

/** Whether a schema accepts a value. Throws a RangeError for a reference that leads nowhere or only to itself. */
export function validates(schema: JsonSchema, value: Json, documents: Documents): boolean {
  const accepting =
    (depth: number) =>
    (each: JsonSchema, at: Json): boolean => {
      if (typeof each === "boolean") return each;
      const accepts = accepting(depth + 1);
      if (!judgeOwn(each, at, accepts) || !judgeCombined(each, at, accepts)) return false;
      if (each.$ref === undefined) return true;
      const target = referred(each.$ref, documents);
      if (target === undefined || depth > DEEPEST) throw new RangeError(`the reference ${each.$ref} leads nowhere`);
      return accepts(target, at);
    };
  return accepting(0)(schema, value);
}
