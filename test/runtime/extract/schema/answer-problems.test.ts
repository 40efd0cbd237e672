import { describe, expect, test } from "vitest";
import { answerProblems } from "../../../../runtime/extract/schema/answer-problems.ts";
import { checkSchema } from "../../../../runtime/extract/schema/schema.ts";
import { object } from "./object.ts";

describe("what a text or a number is held to", () => {
  test.each([
    [{ type: "string", format: "date" }, "2026-02-28", "2026-02-30"],
    [{ type: "string", format: "date-time" }, "2026-09-14T08:30:00+01:00", "14 September 2026"],
    [{ type: "string", format: "time" }, "23:59", "24:00"],
    [{ type: "string", format: "duration" }, "PT25M", "25 minutes"],
    [{ type: "string", format: "email" }, "harbour@quay.example", "harbour at quay"],
    [{ type: "string", format: "uri" }, "https://a.example/b", "/b"],
    [{ type: "string", format: "hostname" }, "a.example", "a_b.example"],
    [{ type: "string", format: "ipv4" }, "192.0.2.7", "192.0.2.700"],
    [{ type: "string", format: "ipv6" }, "2001:db8::1", "2001:db8:::1"],
    [{ type: "string", format: "uuid" }, "0b1f7a5e-6f0c-4a44-9b3e-3f2f1f6f4c11", "0b1f7a5e"],
    [{ type: "string", pattern: "^[A-Z]{2}-\\d+$" }, "HW-3310", "hw-3310"],
    [{ type: "number", exclusiveMinimum: 0 }, 0.1, 0],
    [{ type: "number", exclusiveMaximum: 5 }, 4.9, 5],
    [{ type: "number", multipleOf: 0.05 }, 1.15, 1.13],
    [{ type: "array", items: { type: "number" }, uniqueItems: true }, [1, 2], [1, 1]],
    [{ type: "array", items: { type: "number" }, minItems: 2 }, [1, 2], [1]],
  ])("%j: %j, not %j", (schema, good, bad) => {
    expect(checkSchema(object({ a: schema }))).toEqual([]);
    expect(answerProblems({ schema: object({ a: schema }), data: { a: good } })).toEqual([]);
    expect(answerProblems({ schema: object({ a: schema }), data: { a: bad } })).toHaveLength(1);
  });

  test("a pattern made to take long does not", () => {
    const started = performance.now();
    const schema = object({ a: { type: "string", pattern: "^a*a*a*a*$" } });
    expect(answerProblems({ schema, data: { a: `${"a".repeat(119)}!` } })).toHaveLength(1);
    expect(answerProblems({ schema, data: { a: "a".repeat(100_000) } })).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2_000);
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
