import { isObject, type JsonSchema, pointerPart, propertiesOf, typesOf } from "./json-schema.ts";
import { isAsking, keywordProblem } from "./schema-keywords.ts";
import { mergeSchemas } from "./schema-merge.ts";
import { isFormat } from "./text-format.ts";

export type { JsonSchema } from "./json-schema.ts";

const MAX_DEPTH = 8;
const MAX_PROPERTIES = 200;

/** How many schemas a caller's schema may consist of once its references are followed. */
const MAX_SCHEMAS = 1_000;

export type ReadSchema = {
  /**
   * The caller's schema in few words: references followed, `allOf` made one schema, `oneOf` read as `anyOf`, `nullable` as
   * the type null, and no keyword that asks for nothing.
   */
  readonly schema: JsonSchema;
  /** What cannot be understood, each with the JSON pointer to it; empty where the schema can be used. */
  readonly problems: readonly string[];
};

/** What about a caller's schema cannot be understood, each with the JSON pointer to it; empty where it can be used. */
export function checkSchema(schema: JsonSchema): string[] {
  return [...readSchema(schema).problems];
}

/** Reads a caller's schema, and follows it to its ends. */
export function readSchema(schema: JsonSchema): ReadSchema {
  const reader = new SchemaReader(schema);
  const read = reader.read({ schema, path: "", depth: 0, open: [] });
  const { problems, properties } = reader;
  if (!typesOf(read).includes("object") || !isObject(read.properties)) {
    problems.unshift('/: the schema must be of type "object" and name its properties');
  }
  if (properties > MAX_PROPERTIES)
    problems.push(`/: the schema has more than ${MAX_PROPERTIES} properties; ask for fewer`);
  return { schema: read, problems: [...new Set(problems)] };
}

type Place = {
  readonly schema: JsonSchema;
  readonly path: string;
  readonly depth: number;
  /** The references that led here. */
  readonly open: readonly string[];
  /** Whether it only adds to a schema beside it. */
  readonly isPart?: boolean;
};

class SchemaReader {
  readonly problems: string[] = [];
  properties = 0;
  private schemas = 0;
  private readonly root: JsonSchema;

  constructor(root: JsonSchema) {
    this.root = root;
  }

  read(place: Place): JsonSchema {
    const schema = withoutTwin(place.schema);
    const { path, depth } = place;
    this.schemas += 1;
    if (depth > MAX_DEPTH) return this.refuse(path, `nested more than ${MAX_DEPTH} levels deep; flatten it`);
    if (this.schemas > MAX_SCHEMAS) return this.refuse("/", "the schema is too large; ask for less");
    for (const [keyword, value] of Object.entries(schema)) {
      const problem = keywordProblem(keyword, value);
      if (problem) this.refuse(`${path}/${pointerPart(keyword)}`, problem);
    }
    const merged = this.all({ ...place, schema });
    const asked = ["type", "enum", "const", "anyOf"].some((keyword) => merged[keyword] !== undefined);
    if (!asked && !place.isPart && schema.$ref === undefined)
      this.refuse(path === "" ? "/" : path, "a type is missing");
    if (typesOf(merged).includes("array") && !isObject(merged.items)) this.refuse(`${path}/items`, "missing");
    return schema.nullable === true ? withNull(merged) : merged;
  }

  /** A schema's own words, what it refers to and what it is all of, as one. */
  private all(place: Place): JsonSchema {
    const { schema, path } = place;
    const own = this.own(place);
    const referred = typeof schema.$ref === "string" ? [this.referred(place, schema.$ref)] : [];
    const parts = schemasOf(schema.allOf).map((part, index) =>
      this.read({ ...place, schema: part, path: `${path}/allOf/${index}`, depth: place.depth + 1, isPart: true }),
    );
    if (referred.length + parts.length === 0) return own;
    const merged = mergeSchemas([...referred, ...parts, own]);
    if ("schema" in merged) return merged.schema;
    const at = `${path}/${parts.length > 0 ? "allOf" : "$ref"}`;
    return this.refuse(at, `its schemas contradict each other, or say too much to be one, in "${merged.conflict}"`);
  }

  private own(place: Place): JsonSchema {
    const { schema, path } = place;
    const left = new Set(["$ref", "allOf", "oneOf", "nullable"]);
    const read = Object.fromEntries(
      Object.entries(schema).filter(([keyword]) => isAsking(keyword) && !left.has(keyword)),
    );
    if (schema.anyOf !== undefined && schema.oneOf !== undefined)
      this.refuse(`${path}/oneOf`, "beside anyOf; use one of them");
    for (const keyword of ["anyOf", "oneOf"]) {
      const choices = schemasOf(schema[keyword]).map((choice, index) =>
        this.part(place, choice, `${keyword}/${index}`),
      );
      if (choices.length > 0) read.anyOf = choices;
    }
    if (isObject(schema.items)) read.items = this.part(place, schema.items, "items");
    const properties = propertiesOf(schema);
    this.properties += properties.length;
    if (isObject(schema.properties)) {
      read.properties = Object.fromEntries(
        properties.map(([name, inner]) => [name, this.part(place, inner, `properties/${pointerPart(name)}`)]),
      );
    }
    if (isObject(read.additionalProperties)) read.additionalProperties = true;
    if (read.type === undefined && typesOf(read).length > 0) read.type = typesOf(read)[0];
    return read;
  }

  private part({ path, depth, open }: Place, schema: JsonSchema, step: string): JsonSchema {
    return this.read({ schema, path: `${path}/${step}`, depth: depth + 1, open });
  }

  private referred({ path, depth, open }: Place, reference: string): JsonSchema {
    const at = `${path}/$ref`;
    if (reference === "#") return this.refuse(at, `"#" leads back to itself; say how deep it may go`);
    if (!reference.startsWith("#/"))
      return this.refuse(at, `"${reference}" does not point into this schema ("#/$defs/…")`);
    if (open.includes(reference)) return this.refuse(at, `"${reference}" leads back to itself; say how deep it may go`);
    const target = reference.slice(2).split("/").map(pointed).reduce(step, this.root);
    if (!isObject(target)) return this.refuse(at, `"${reference}" names nothing in this schema`);
    return this.read({ schema: target, path: reference.slice(1), depth, open: [...open, reference] });
  }

  private refuse(path: string, why: string): JsonSchema {
    this.problems.push(`${path}: ${why}`);
    return {};
  }
}

/** A schema whose format can be checked without the pattern for the same thing that generators write beside it. */
function withoutTwin(schema: JsonSchema): JsonSchema {
  if (schema.pattern === undefined || !isFormat(schema.format)) return schema;
  const { pattern: _, ...rest } = schema;
  return rest;
}

function step(schema: unknown, name: string): unknown {
  return isObject(schema) && Object.hasOwn(schema, name)
    ? schema[name]
    : Array.isArray(schema)
      ? schema[Number(name)]
      : undefined;
}

function pointed(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function schemasOf(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function withNull(schema: JsonSchema): JsonSchema {
  const { type, enum: members, anyOf, ...rest } = schema;
  return {
    ...rest,
    ...(type === undefined ? {} : { type: [...new Set([type, "null"].flat())] }),
    ...(Array.isArray(members) ? { enum: [...new Set([...members, null])] } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: [...anyOf, { type: "null" }] } : {}),
  };
}
