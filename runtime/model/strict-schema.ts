import type { JsonSchema } from "./port.ts";

/** Keywords that a provider's strict mode takes as they are; the others are left to our own check of the answer. */
const KEPT = ["type", "description", "enum", "const"];

/**
 * The caller's schema as strict structured output wants it: every property required, and nullable so that a missing value
 * can be said; no further properties. What the caller did not mark as required stays optional in our own check.
 */
export function strictSchema(schema: JsonSchema): JsonSchema {
  const strict: Record<string, unknown> = {};
  for (const keyword of KEPT) if (schema[keyword] !== undefined) strict[keyword] = schema[keyword];
  const { properties, items, anyOf } = schema;
  if (isSchema(properties)) {
    strict.type ??= "object";
    strict.properties = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, nullable(strictSchema(isSchema(inner) ? inner : {}))]),
    );
    strict.required = Object.keys(properties);
  }
  if ([strict.type].flat().includes("object")) {
    strict.properties ??= {};
    strict.required ??= [];
    strict.additionalProperties = false;
  }
  if (isSchema(items)) strict.items = strictSchema(items);
  if (Array.isArray(anyOf)) strict.anyOf = anyOf.filter(isSchema).map(strictSchema);
  return strict;
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type, enum: members, const: constant, anyOf, ...rest } = schema;
  if (Array.isArray(anyOf)) return { ...rest, anyOf: [...anyOf, { type: "null" }] };
  const allowed = Array.isArray(members) ? members : constant === undefined ? undefined : [constant];
  return {
    ...rest,
    ...(type === undefined ? {} : { type: [...new Set([type, "null"].flat())] }),
    ...(allowed ? { enum: [...new Set([...allowed, null])] } : {}),
  };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
