import { entitiesOf, typesOf } from "../reduce/entity.ts";
import type { Reduced } from "../reduce/reduce.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import { coerce } from "./coerce.ts";
import { candidatesFor, sourcesOf, within } from "./sources.ts";

const TEXT: JsonSchema = { type: "string" };
const NUMBER: JsonSchema = { type: "number" };

/** What is told of the thing a page is about, by its type, beside what every page has. */
const MAIN_FIELDS: readonly { types: readonly string[]; fields: Readonly<Record<string, JsonSchema>> }[] = [
  {
    types: ["Product", "ProductGroup", "Book", "SoftwareApplication"],
    fields: { name: TEXT, price: NUMBER, currency: TEXT, brand: TEXT, sku: TEXT, availability: TEXT, rating: NUMBER },
  },
  { types: ["Event"], fields: { name: TEXT, startDate: TEXT, endDate: TEXT, location: TEXT } },
  { types: ["JobPosting"], fields: { company: TEXT, location: TEXT, employmentType: TEXT, validThrough: TEXT } },
  { types: ["Recipe"], fields: { name: TEXT, totalTime: TEXT, recipeYield: TEXT } },
];

/** What a page says of itself where nothing in particular was asked: its article facts and the main fields of its thing. */
export function overviewOf(reduced: Reduced): Record<string, unknown> {
  const { article, structured } = reduced;
  const { text: _, ...known } = article;
  const description = sourcesOf(reduced).labels.get("description");
  const facts = { ...known, ...(description === undefined ? {} : { description }) };
  const [main] = entitiesOf(structured);
  const kind = main && MAIN_FIELDS.find(({ types }) => typesOf(main).some((type) => types.includes(type)));
  if (!main || !kind) return facts;
  const found = Object.entries(kind.fields).map(([name, schema]) => {
    const values = [...candidatesFor(name, within(main))].map((candidate) => coerce(candidate, schema));
    return [name, values.find((value) => value !== null) ?? null] as const;
  });
  return { ...facts, ...Object.fromEntries(found.filter(([, value]) => value !== null)) };
}
