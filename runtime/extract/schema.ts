/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keywords that are understood, with what their value must be. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: (value) => [value].flat().length > 0 && [value].flat().every((type) => TYPES.has(String(type))),
  properties: (value) => isObject(value) && Object.values(value).every(isObject),
  required: (value) => Array.isArray(value) && value.every((name) => typeof name === "string"),
  items: isObject,
  enum: (value) => Array.isArray(value) && value.length > 0 && value.every(isPlain),
  const: isPlain,
  anyOf: (value) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  additionalProperties: (value) => typeof value === "boolean",
  minimum: isNumber,
  maximum: isNumber,
  minLength: isNumber,
  maxLength: isNumber,
  minItems: isNumber,
  maxItems: isNumber,
  format: isText,
  title: isText,
  description: isText,
  $schema: isText,
  $id: isText,
  $comment: isText,
  default: () => true,
  examples: () => true,
};

const TYPES = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);
const MAX_DEPTH = 8;
const MAX_PROPERTIES = 200;

/** What about a caller's schema cannot be understood, each with the JSON pointer to it; empty where it can be used. */
export function checkSchema(schema: JsonSchema): string[] {
  const problems: string[] = [];
  if (!typesOf(schema).includes("object") || !isObject(schema.properties)) {
    problems.push('/: the schema must be of type "object" and name its properties');
  }
  const count = check({ schema, path: "", depth: 0, problems });
  if (count > MAX_PROPERTIES) problems.push(`/: the schema has more than ${MAX_PROPERTIES} properties; ask for fewer`);
  return problems;
}

/** The types a schema admits; one with properties and no type is an object. */
export function typesOf(schema: JsonSchema): readonly string[] {
  if (schema.type !== undefined) return [schema.type].flat().map(String);
  return schema.properties === undefined ? [] : ["object"];
}

/** The properties of an object's schema by their names. */
export function propertiesOf(schema: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  return isObject(schema.properties) ? Object.entries(schema.properties).filter(hasSchema) : [];
}

/** The schemas of which a value may fulfil any; none where the schema does not offer a choice. */
export function choicesOf(schema: JsonSchema): readonly JsonSchema[] {
  return Array.isArray(schema.anyOf) ? schema.anyOf.filter(isObject) : [];
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Place = { schema: JsonSchema; path: string; depth: number; problems: string[] };

/** Checks one schema and all in it; returns how many properties they have together. */
function check({ schema, path, depth, problems }: Place): number {
  if (depth > MAX_DEPTH) {
    problems.push(`${path}: nested more than ${MAX_DEPTH} levels deep; flatten it`);
    return 0;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const expected = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (!expected) problems.push(`${path}/${pointerPart(keyword)}: this keyword is not supported`);
    else if (!expected(value)) problems.push(`${path}/${keyword}: this value is not usable`);
  }
  if (["type", "properties", "enum", "const", "anyOf"].every((keyword) => schema[keyword] === undefined)) {
    problems.push(`${path === "" ? "/" : path}: a type is missing`);
  }
  if (typesOf(schema).includes("array") && !isObject(schema.items)) problems.push(`${path}/items: missing`);
  const inner = childrenOf(schema, path).map((child) => check({ ...child, depth: depth + 1, problems }));
  return inner.reduce((sum, count) => sum + count, propertiesOf(schema).length);
}

function childrenOf(schema: JsonSchema, path: string): { schema: JsonSchema; path: string }[] {
  const properties = propertiesOf(schema).map(([name, inner]) => ({
    schema: inner,
    path: `${path}/properties/${pointerPart(name)}`,
  }));
  const items = isObject(schema.items) ? [{ schema: schema.items, path: `${path}/items` }] : [];
  const choices = choicesOf(schema).map((inner, index) => ({ schema: inner, path: `${path}/anyOf/${index}` }));
  return [...properties, ...items, ...choices];
}

/** One name as a part of a JSON pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function hasSchema(entry: [string, unknown]): entry is [string, JsonSchema] {
  return isObject(entry[1]);
}

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
