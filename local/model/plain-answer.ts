import { extract } from "./filling/extract.ts";
import { asSchema, type Schema } from "./filling/schema.ts";
import { wordsOf } from "./reading/words.ts";

const text = { type: ["string", "null"] };
const offered: Readonly<Record<string, Schema>> = {
  title: text,
  author: text,
  published: text,
  updated: text,
  price: text,
  currency: text,
  rating: { type: ["number", "null"] },
  availability: text,
  email: text,
  phone: text,
  url: text,
  address: text,
  ingredients: { type: ["array", "null"], items: { type: "string" } },
  steps: { type: ["array", "null"], items: { type: "string" } },
  summary: text,
};

function schemaIn(schemaText: string | undefined): Schema | undefined {
  if (schemaText === undefined) return undefined;
  try {
    return asSchema(JSON.parse(schemaText));
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function askedProperties(instructions: string): Readonly<Record<string, Schema>> {
  const words = new Set(wordsOf(instructions));
  const asked = Object.entries(offered).filter(([name]) => wordsOf(name).every((word) => words.has(word)));
  return asked.length > 0 ? Object.fromEntries(asked) : offered;
}

/** An object of what a page holds where no schema was sent: by a schema the prompt spells out, else the usual properties, those the instructions name if they name any. */
export function plainObject({
  page,
  instructions,
  schemaText,
}: {
  page: string;
  instructions: string;
  schemaText: string | undefined;
}): Readonly<Record<string, unknown>> {
  const spelled = schemaIn(schemaText);
  if (spelled !== undefined) return asSchema(extract({ schema: spelled, page, instructions }));
  const properties = askedProperties(instructions);
  const found = asSchema(extract({ schema: { type: "object", properties }, page }));
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
}

/** The same as a few lines of text. */
export function plainSentences(found: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(found).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join("; ") : String(value)}`,
  );
  return lines.length === 0 ? "I find nothing to report in this text." : lines.join("\n");
}
