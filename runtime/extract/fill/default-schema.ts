import type { JsonSchema } from "../schema/json-schema.ts";

const text = (description: string): JsonSchema => ({ type: ["string", "null"], description });

/** What a model is asked for where the caller gave instructions and no schema: the page's own facts, and named values. */
export const DEFAULT_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    title: text("The page's title"),
    byline: text("Who wrote it"),
    published: text("When it was published, as the page writes it"),
    language: text("The page's language as a BCP 47 tag"),
    facts: {
      type: "array",
      description: "Every value the instructions ask for, as the page writes it",
      items: {
        type: "object",
        properties: {
          name: { type: "string", description: "What the value is, in lower case words" },
          value: { type: ["string", "number", "null"], description: "The value, copied from the page" },
        },
        required: ["name", "value"],
        additionalProperties: false,
      },
    },
  },
  required: ["title", "byline", "published", "language", "facts"],
  additionalProperties: false,
};

/** An answer to the default schema with its facts by their names; of two with one name the first counts. */
export function withNamedFacts(answer: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { facts, ...known } = answer;
  const named = new Map<string, unknown>();
  for (const fact of Array.isArray(facts) ? facts : []) {
    const { name, value } = fact as { name: string; value: unknown };
    if (!named.has(name)) named.set(name, value);
  }
  return named.size === 0 ? known : { ...known, facts: Object.fromEntries(named) };
}
