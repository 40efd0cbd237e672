export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type SchemaMap = { readonly [name: string]: JsonSchema };

/** A JSON Schema of draft 2020-12 as far as values are judged by it; annotations are let be. */
export type JsonSchema = boolean | SchemaObject;
export type SchemaObject = {
  readonly $ref?: string;
  readonly $defs?: SchemaMap;
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly additionalProperties?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly contains?: JsonSchema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
};

/** Whether a value is a map, as JSON knows them. */
export function isMap(value: unknown): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of that name which the map itself has: never one that every object inherits. */
export function own<Value>(map: { readonly [name: string]: Value } | undefined, name: string): Value | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
}

/** One text for each JSON value, whatever the order of its members: two values are equal exactly when their texts are. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (!isMap(value)) return JSON.stringify(Object.is(value, -0) ? 0 : value) ?? "null";
  const members = Object.keys(value).filter((name) => value[name] !== undefined);
  return `{${members
    .sort()
    .map((name) => `${JSON.stringify(name)}:${textOf(value[name])}`)
    .join(",")}}`;
}

/** All of these at once; nothing more than needed is written. */
export function allOf(schemas: readonly JsonSchema[]): JsonSchema {
  const real = schemas.filter((schema) => schema !== true && textOf(schema) !== "{}");
  if (real.includes(false)) return false;
  const [first, ...more] = [...new Map(real.map((schema) => [textOf(schema), schema])).values()];
  return first === undefined ? true : more.length === 0 ? first : { allOf: [first, ...more] };
}

/** One of these at least. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const real = schemas.filter((schema) => schema !== false);
  const [first] = real;
  return first === undefined ? false : real.length === 1 ? first : { anyOf: real };
}
