import { expect, test } from "vitest";
import { extract } from "../../../local/model/filling/extract.ts";
import { caseRows } from "../../case-rows.ts";

interface Row {
  readonly name: string;
  readonly page: string;
  readonly schema: unknown;
  readonly answer: unknown;
}

/** Writes out a row's short schema: a type's name, a list of one, or an object of properties; leaves may be null. */
function written(short: unknown): Readonly<Record<string, unknown>> {
  if (typeof short === "string") return { type: [short, "null"] };
  if (Array.isArray(short))
    return { type: "array", items: typeof short[0] === "string" ? { type: short[0] } : written(short[0]) };
  const entries = Object.entries(short ?? {}).map(([name, one]) => [name, written(one)] as const);
  const properties = Object.fromEntries(entries);
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

test.each(caseRows<Row>("model-rules.jsonl"))("$name", ({ page, schema, answer }) => {
  expect(extract({ schema: written(schema), page })).toEqual(answer);
});

test("a closed list takes the value the text mentions, beside its label first", () => {
  const schema = {
    type: "object",
    properties: { section: { enum: ["sport", "harbour-news", null] } },
    required: ["section"],
  };
  expect(extract({ schema, page: "Sport and more\nSection: Harbour news" })).toEqual({ section: "harbour-news" });
  expect(extract({ schema, page: "Nothing of the kind" })).toEqual({ section: null });
});

test("dates take the form the schema asks for", () => {
  const property = (words: object) => ({
    type: "object",
    properties: { date: { type: "string", ...words } },
    required: ["date"],
  });
  const page = "Published on October 13, 2026";
  expect(extract({ schema: property({ format: "date" }), page })).toEqual({ date: "2026-10-13" });
  expect(extract({ schema: property({ format: "date-time" }), page })).toEqual({ date: "2026-10-13T00:00:00Z" });
  expect(extract({ schema: property({ description: "ISO 8601" }), page })).toEqual({ date: "2026-10-13" });
  expect(extract({ schema: property({}), page })).toEqual({ date: "October 13, 2026" });
});

test("an optional property that is not found is left out, a required one is empty", () => {
  const properties = { title: { type: "string" }, price: { type: "number" }, colour: { type: "string" } };
  const schema = { type: "object", properties, required: ["colour"] };
  expect(extract({ schema, page: "# Mug" })).toEqual({ title: "Mug", colour: "" });
});

test("a description says what an odd name means", () => {
  const schema = {
    type: "object",
    properties: { x1: { type: "string", description: "E-mail of the desk" } },
    required: ["x1"],
  };
  expect(extract({ schema, page: "Write to desk@harbour.example." })).toEqual({ x1: "desk@harbour.example" });
});

test("of several alternatives the one the text supports best is taken", () => {
  const shape = (kind: string, properties: object) => ({
    type: "object",
    properties: { kind: { const: kind }, ...properties },
    required: ["kind", ...Object.keys(properties)],
  });
  const mail = shape("mail", { email: { type: ["string", "null"] } });
  const shop = shape("shop", { price: { type: ["number", "null"] } });
  const schema = { type: "object", properties: { found: { anyOf: [mail, shop] } }, required: ["found"] };
  expect(extract({ schema, page: "Mug for £9.80" })).toEqual({ found: { kind: "shop", price: 9.8 } });
});

test("a schema that contains itself ends", () => {
  const node = {
    type: "object",
    properties: {
      title: { type: "string" },
      next: { anyOf: [{ $ref: "#" }, { type: "null" }] },
      parts: { type: "array", items: { $ref: "#" } },
    },
    required: ["title", "next", "parts"],
  };
  expect(extract({ schema: node, page: "# Mug" })).toEqual({ title: "Mug", next: null, parts: [] });
});
