import { describe, expect, test } from "vitest";
import { answerProblems } from "../../../runtime/extract/answer-problems.ts";
import { DEFAULT_SCHEMA } from "../../../runtime/extract/default-schema.ts";
import { checkSchema } from "../../../runtime/extract/schema.ts";

const object = (properties: Record<string, unknown>, more = {}) => ({ type: "object", properties, ...more });

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
    [object({ a: { type: "string", pattern: "(a+)+" } }), "/properties/a/pattern: this keyword is not supported"],
    [object({ "x/y": { $ref: "#/$defs/z" } }), "/properties/x~1y/$ref: this keyword is not supported"],
    [object({ a: { type: "strnig" } }), "/properties/a/type: this value is not usable"],
    [object({ a: {} }), "/properties/a: a type is missing"],
    [object({ a: "string" }), "/properties: this value is not usable"],
    [object({ a: { type: "array" } }), "/properties/a/items: missing"],
    [
      object({ a: { type: "string" } }, { additionalProperties: { type: "string" } }),
      "/additionalProperties: this value is not usable",
    ],
    [object({ a: { anyOf: [{ not: {} }] } }), "/properties/a/anyOf/0/not: this keyword is not supported"],
    [object({ a: { type: "string" } }, { constructor: 1 }), "/constructor: this keyword is not supported"],
  ])("%j", (schema, problem) => {
    expect(checkSchema(schema)).toContain(problem);
  });

  test("a schema that is too large or too deep is refused, however deep", () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`p${index}`, { type: "string" }]));
    expect(checkSchema(object(many))).toEqual(["/: the schema has more than 200 properties; ask for fewer"]);
    let deep: Record<string, unknown> = { type: "string" };
    for (let level = 0; level < 50_000; level += 1) deep = object({ a: deep });
    expect(checkSchema(deep)).toHaveLength(1);
  });
});

describe("an answer", () => {
  const schema = object(
    {
      name: { type: "string", maxLength: 5 },
      count: { type: "integer", minimum: 1 },
      kind: { enum: ["a", "b"] },
      tags: { type: "array", items: { type: "string" }, maxItems: 2 },
      either: { anyOf: [{ type: "number" }, { const: "none" }] },
    },
    { required: ["name"] },
  );

  test.each([
    [{ name: "x" }],
    [{ name: null, count: null, kind: null, tags: null, either: null }],
    [{ name: "x", count: 2, kind: "a", tags: ["t", null], either: "none" }],
  ])("that fits has no problems: %j", (data) => {
    expect(answerProblems({ schema, data })).toEqual([]);
  });

  test.each([
    [null, ["/: the answer is null, expected an object"]],
    [[], ["/: expected object"]],
    [{}, ["/name: missing"]],
    [{ name: 1 }, ["/name: expected string"]],
    [{ name: "x", count: 1.5 }, ["/count: expected integer"]],
    [{ name: "longer", count: 0 }, ["/name: maxLength is 5", "/count: minimum is 1"]],
    [{ name: "x", kind: "c" }, ['/kind: expected one of ["a","b"]']],
    [{ name: "x", tags: ["a", 1, "c"] }, ["/tags: maxItems is 2", "/tags/1: expected string"]],
    [{ name: "x", either: true }, ["/either: fits none of the schemas in anyOf"]],
    [{ name: "x", "a/b": 1 }, ["/a~1b: not in the schema"]],
  ])("that does not fit is told why: %j", (data, problems) => {
    expect(answerProblems({ schema, data })).toEqual(problems);
  });
});
