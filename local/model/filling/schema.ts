import { badParameter } from "../refusal.ts";

/** A JSON schema as it came; read through the functions of this file. */
export type Schema = Readonly<Record<string, unknown>>;

const longestChain = 32;

/** Any value as a schema; what is no object describes nothing. */
export function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

const step = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

const unescaped = (key: string): string => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");

/** Follows `$ref` inside the document (`#`, `#/$defs/name`); throws the 400 of a reference that leads nowhere. */
export function resolve({ schema, root }: { schema: Schema; root: Schema }): Schema {
  let current = schema;
  for (let hops = 0; typeof current.$ref === "string"; hops += 1) {
    const { $ref, ...beside } = current;
    const keys = $ref
      .replace(/^#\/?/, "")
      .split("/")
      .filter((key) => key !== "");
    const target = $ref.startsWith("#") ? keys.map(unescaped).reduce<unknown>(step, root) : undefined;
    if (target === undefined || hops > longestChain) {
      const message = `Invalid schema: the reference '${$ref}' leads nowhere; point it at a definition of the same schema.`;
      throw badParameter({ param: "response_format", code: "invalid_json_schema", message });
    }
    current = { ...asSchema(target), ...beside };
  }
  return current;
}

/** The types a schema names, or the one its other words imply. */
export function typesOf(schema: Schema): readonly string[] {
  if (typeof schema.type === "string") return [schema.type];
  if (Array.isArray(schema.type)) return schema.type.map(String);
  if ("properties" in schema) return ["object"];
  if ("items" in schema) return ["array"];
  return [];
}

/** The alternatives of a schema, each with what stands beside the `anyOf` merged in. */
export function alternativesOf(schema: Schema): readonly Schema[] {
  const { anyOf, oneOf, ...beside } = schema;
  const list = Array.isArray(anyOf) ? anyOf : oneOf;
  return Array.isArray(list) ? list.map((one) => ({ ...beside, ...asSchema(one) })) : [];
}

/** The closed list of values a schema allows: its `enum`, or its `const` alone. */
export function allowedValues(schema: Schema): readonly unknown[] | undefined {
  if (Object.hasOwn(schema, "const")) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

/** The properties of an object schema by name. */
export function propertiesOf(schema: Schema): readonly (readonly [string, Schema])[] {
  return Object.entries(asSchema(schema.properties)).map(([name, one]) => [name, asSchema(one)] as const);
}

/** The names an object schema requires. */
export function requiredOf(schema: Schema): ReadonlySet<string> {
  return new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
}

/** A number a schema gives under a word, if it gives one. */
export function numberOf(schema: Schema, word: string): number | undefined {
  const value = schema[word];
  return typeof value === "number" ? value : undefined;
}
