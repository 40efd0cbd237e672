import { isMap, type JsonSchema } from "./json-schema.ts";

/**
 * A schema as a tolerant reader of answers takes it: members that it does not know are let be instead of refused. What
 * stands below `not` stays as it is, and one of several that are then less apart becomes any of them.
 */
export function tolerant(schema: JsonSchema): JsonSchema {
  return opened(schema, "schema") as JsonSchema;
}

const MAPS = new Set(["properties", "patternProperties", "$defs"]);

function opened(value: unknown, kind: "schema" | "map"): unknown {
  if (Array.isArray(value)) return value.map((each) => opened(each, "schema"));
  if (!isMap(value)) return value;
  const members = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    if (kind === "map") return [[name, opened(each, "schema")]];
    if (["not", "enum", "const", "required"].includes(name)) return [[name, each]];
    if (name === "additionalProperties" && each === false) return [];
    return [
      [name === "oneOf" && value.anyOf === undefined ? "anyOf" : name, opened(each, MAPS.has(name) ? "map" : "schema")],
    ];
  });
  return Object.fromEntries(members);
}
