import { describe, expect, test } from "vitest";
import * as z from "zod";
import { DEFAULT_SCHEMA } from "../../../../runtime/extract/fill/default-schema.ts";
import { checkSchema, readSchema } from "../../../../runtime/extract/schema/schema.ts";
import { object } from "./object.ts";

describe("a schema that can be used has no problems", () => {
  test.each([
    [DEFAULT_SCHEMA],
    [object({})],
    [{ properties: { a: { type: ["string", "null"], description: "x" } } }],
    [
      object(
        { list: { type: "array", items: object({ n: { type: "integer", minimum: 0 } }) } },
        { required: ["list"] },
      ),
    ],
    [object({ choice: { anyOf: [{ type: "number" }, { const: "none" }] }, kind: { enum: ["a", 1, null] } })],
  ])("%j", (schema) => {
    expect(checkSchema(schema)).toEqual([]);
  });
});

describe("what cannot be used is named by its place", () => {
  test.each([
    [{ type: "array", items: { type: "string" } }, '/: the schema must be of type "object" and name its properties'],
    [
      object({ a: { type: "string", pattern: "(a+)+" } }),
      "/properties/a/pattern: a pattern may not repeat a group that repeats or chooses; spell it out",
    ],
    [object({ a: { type: "string", pattern: "[" } }), "/properties/a/pattern: this is no regular expression"],
    [
      object({ a: { type: "string", pattern: "(a)\\1" } }),
      "/properties/a/pattern: a pattern may not refer back to its groups",
    ],
    [
      object({ a: { type: "string", pattern: "(?=a)b" } }),
      "/properties/a/pattern: a pattern may not look ahead or behind",
    ],
    [
      object({ a: { type: "string", pattern: "a*b*c*d*e*" } }),
      "/properties/a/pattern: a pattern repeats 4 times at most",
    ],
    [
      object({ a: { type: "string", pattern: "a".repeat(201) } }),
      "/properties/a/pattern: a pattern has 200 characters at most",
    ],
    [object({ "x/y": { $ref: "#/$defs/z" } }), '/properties/x~1y/$ref: "#/$defs/z" names nothing in this schema'],
    [
      object({ a: { $ref: "https://a.example/schema.json" } }),
      '/properties/a/$ref: "https://a.example/schema.json" does not point into this schema ("#/$defs/…")',
    ],
    [
      object({ a: { $ref: "#/$defs/n" } }, { $defs: { n: object({ inner: { $ref: "#/$defs/n" } }) } }),
      '/$defs/n/properties/inner/$ref: "#/$defs/n" leads back to itself; say how deep it may go',
    ],
    [object({ a: { $ref: "#" } }), '/properties/a/$ref: "#" leads back to itself; say how deep it may go'],
    [
      object({ a: { $ref: "#/$defs/n" } }, { $defs: { n: { type: "string", contains: 1 } } }),
      "/$defs/n/contains: this keyword is not supported",
    ],
    [
      object({ a: { allOf: [{ type: "string" }, { type: "number" }] } }),
      '/properties/a/allOf: its schemas contradict each other, or say too much to be one, in "type"',
    ],
    [
      object({ a: { anyOf: [{ type: "string" }], oneOf: [{ type: "number" }] } }),
      "/properties/a/oneOf: beside anyOf; use one of them",
    ],
    [
      object({ a: { type: "string", format: "phone" } }),
      "/properties/a/format: this format cannot be checked; take one of date, date-time, time, duration, email, uri, url, hostname, ipv4, ipv6, uuid",
    ],
    [
      object({ a: { patternProperties: {}, type: "object" } }),
      "/properties/a/patternProperties: this keyword is not supported; name the properties",
    ],
    [object({ a: { type: "strnig" } }), "/properties/a/type: this value is not usable"],
    [object({ a: {} }), "/properties/a: a type is missing"],
    [object({ a: "string" }), "/properties: this value is not usable"],
    [object({ a: { type: "array" } }), "/properties/a/items: missing"],
    [
      object({ a: { type: "string" } }, { additionalProperties: { type: "string" } }),
      "/additionalProperties: this value is not usable; name the properties, or ask for a list of names and values",
    ],
    [
      object({ a: { anyOf: [{ not: {} }] } }),
      "/properties/a/anyOf/0/not: this keyword is not supported; say in the description what it must not be",
    ],
    [object({ a: { type: "string" } }, { constructor: 1 }), "/constructor: this keyword is not supported"],
  ])("%j", (schema, problem) => {
    expect(checkSchema(schema)).toContain(problem);
  });

  test("references that multiply are refused, not followed", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 8 }, (_, level) => {
        const next = level === 7 ? { type: "string" } : { $ref: `#/$defs/d${level + 1}` };
        return [`d${level}`, object(Object.fromEntries([..."abcdefgh"].map((name) => [name, next])))];
      }),
    );
    const problems = checkSchema(object({ a: { $ref: "#/$defs/d0" } }, { $defs }));
    expect(problems).toContain("/: the schema is too large; ask for less");
  });

  test("a schema that is too large or too deep is refused, however deep", () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`p${index}`, { type: "string" }]));
    expect(checkSchema(object(many))).toEqual(["/: the schema has more than 200 properties; ask for fewer"]);
    let deep: Record<string, unknown> = { type: "string" };
    for (let level = 0; level < 50_000; level += 1) deep = object({ a: deep });
    expect(checkSchema(deep)).toHaveLength(1);
  });
});

describe("what says the same in other words is read as one", () => {
  const text = { type: "string" };
  test.each([
    ["a reference", { $ref: "#/$defs/n" }, { type: "integer", minimum: 1 }],
    ["an older reference", { $ref: "#/definitions/n" }, { type: "integer", maximum: 9 }],
    [
      "a reference with a description",
      { $ref: "#/$defs/n", description: "x" },
      { type: "integer", minimum: 1, description: "x" },
    ],
    ["a reference to a property", { $ref: "#/properties/b" }, text],
    ["oneOf", { oneOf: [text, { type: "null" }] }, { anyOf: [text, { type: "null" }] }],
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["nullable members", { enum: ["a"], nullable: true }, { enum: ["a", null] }],
    ["a list without its type", { items: text }, { type: "array", items: text }],
    ["an open object", object({}, { additionalProperties: {} }), object({}, { additionalProperties: true })],
    [
      "all of two objects",
      { allOf: [object({ x: text }, { required: ["x"] }), { properties: { y: text }, required: ["y"] }] },
      object({ x: text, y: text }, { required: ["x", "y"] }),
    ],
    [
      "all of several limits",
      {
        type: "number",
        minimum: 1,
        allOf: [
          { minimum: 3, maximum: 9 },
          { type: "integer", maximum: 7 },
        ],
      },
      { type: "integer", minimum: 3, maximum: 7 },
    ],
    [
      "words for people",
      { ...text, title: "T", default: "d", examples: ["e"], $comment: "c", "x-order": 1 },
      { ...text, title: "T" },
    ],
  ])("%s", (_, written, read) => {
    const $defs = { n: { type: "integer", minimum: 1 } };
    const definitions = { n: { type: "integer", maximum: 9 } };
    const schema = { $schema: "x", $id: "y", ...object({ a: written, b: text }), $defs, definitions };
    expect(readSchema(schema)).toEqual({ schema: object({ a: read, b: text }), problems: [] });
  });
});

test("a schema made with zod can be used", () => {
  const schema = z.toJSONSchema(
    z.object({
      name: z.string().min(1).describe("The name"),
      price: z.number().positive().nullable(),
      kind: z.enum(["a", "b"]).optional(),
      contact: z.email(),
      made: z.iso.date(),
      parts: z.array(z.object({ sku: z.string(), count: z.number().int() })),
    }),
  );
  expect(checkSchema(schema)).toEqual([]);
});
