import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { extract } from "../../../../local/model/filling/extract.ts";
import { strictBreach } from "../../../../local/model/strict-schema.ts";

type Schema = Readonly<Record<string, unknown>>;

const names = [
  "title",
  "price",
  "publishedAt",
  "author",
  "email",
  "tags",
  "items",
  "inStock",
  "kind",
  "x",
  "weightKg",
  "notes",
  "__proto__x",
];
const name = fc.constantFrom(...names);
const nullable = (schema: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> =>
  fc.oneof(
    schema,
    schema.map((one) => ({ anyOf: [one, { type: "null" }] })),
    schema.map((one) =>
      typeof one.type === "string" && !("enum" in one) ? { ...one, type: [one.type, "null"] } : one,
    ),
  );
const bounds = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 100 }));
const leaf: fc.Arbitrary<Schema> = fc.oneof(
  fc.constant({ type: "string" }),
  fc.constantFrom("date", "date-time", "email", "uuid", "ipv4").map((format) => ({ type: "string", format })),
  fc.constantFrom("number", "integer").map((type) => ({ type })),
  bounds.map(([minimum, width]) => ({ type: "integer", minimum, maximum: minimum + width })),
  bounds.map(([minimum, width]) => ({ type: "number", exclusiveMinimum: minimum, maximum: minimum + width + 1 })),
  fc.constant({ type: "integer", minimum: 3, multipleOf: 7 }),
  fc.constant({ type: "boolean" }),
  fc
    .uniqueArray(fc.constantFrom("sport", "harbour", "new", "used", "3"), { minLength: 1 })
    .map((values) => ({ type: "string", enum: values })),
);
const { schema: anySchema } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: "schema" },
    nullable(leaf),
    nullable(tie("object")),
    fc.record({ items: tie("schema"), size: fc.nat(3), more: fc.nat(3) }).map(({ items, size, more }) => ({
      type: "array",
      items,
      ...(more === 0 ? {} : { minItems: size, maxItems: size + more }),
    })),
    fc.tuple(leaf, tie("object")).map((anyOf) => ({ anyOf })),
  ),
  object: fc.uniqueArray(fc.tuple(name, tie("schema")), { selector: ([key]) => key, maxLength: 5 }).map((entries) => ({
    type: "object",
    properties: Object.fromEntries(entries),
    required: entries.map(([key]) => key),
    additionalProperties: false,
  })),
}));
const root = fc
  .uniqueArray(fc.tuple(name, anySchema), { selector: ([key]) => key, minLength: 1, maxLength: 5 })
  .map((entries) => ({
    type: "object",
    properties: Object.fromEntries(entries),
    required: entries.map(([key]) => key),
    additionalProperties: false,
  }));

const pieces = [
  "# Harbour bridge",
  "By Mara Lindqvist",
  "Price: £42.50",
  "In stock",
  "- Rye loaf — £4.20",
  "- Oat roll — £0.90",
  "Tags: a, b and c",
  "| Title | Price |",
  "|---|---|",
  "| Mug | 9 |",
  "| Cup | 7 |",
  "Published 3 March 2026",
  "desk@harbour.example",
  "",
  "Weight: 1,2 kg",
  "## Items",
];
const page = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((lines) => lines.join("\n")),
  fc.string({ unit: "binary", maxLength: 80 }),
);

test("the answer is valid for the schema, whatever the page says", () => {
  fc.assert(
    fc.property(root, page, (schema, text) => {
      expect(strictBreach(schema)).toBeUndefined();
      const answer: unknown = JSON.parse(JSON.stringify(extract({ schema, page: text })));
      const judged = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer);
      expect(judged.error?.issues ?? []).toEqual([]);
      expect(extract({ schema, page: text })).toEqual(answer);
    }),
    { numRuns: 120 },
  );
}, 30_000);

test("a pattern is kept: by a text that fits, or by a known sample", () => {
  const coded = (pattern: string): Schema => ({
    type: "object",
    properties: { code: { type: "string", pattern } },
    required: ["code"],
  });
  expect(extract({ schema: coded("^[A-Z]{2}-\\d+$"), page: "Code: AB-12" })).toEqual({ code: "AB-12" });
  expect(extract({ schema: coded("^\\d{4}-\\d{2}-\\d{2}$"), page: "Code: unknown" })).toEqual({ code: "1970-01-01" });
});

test("a schema nothing fits is refused, not answered wrongly", () => {
  const endless = { type: "object", properties: { next: { $ref: "#" } }, required: ["next"] };
  expect(() => extract({ schema: endless, page: "# Mug" })).toThrow("finds no value");
  const nowhere = { type: "object", properties: { a: { $ref: "#/$defs/gone" } }, required: ["a"] };
  expect(() => extract({ schema: nowhere, page: "# Mug" })).toThrow("leads nowhere");
});
