import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { compareSchemas, ROLES, verdictOfChange } from "../../../../ops/checks/schemas/compare.ts";

const Pair = z.object({
  name: z.string(),
  role: z.enum(ROLES),
  verdict: z.enum(["compatible", "breaking", "undecided"]),
  before: z.json(),
  after: z.json(),
});
const file = new URL("../../../cases/schema-pairs.jsonl", import.meta.url);
const pairs = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => Pair.parse(JSON.parse(line)));

const accepts = (schema: unknown, value: unknown) =>
  z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value).success;

test.each(pairs)("$name: $role, $verdict", ({ before, after, role, verdict }) => {
  const findings = compareSchemas({ before, after, role });
  expect(verdictOfChange(findings)).toBe(verdict);
  for (const { verdict: found, witness } of findings) {
    if (found === "breaking") expect(accepts(before, witness)).not.toBe(accepts(after, witness));
  }
});

const leaf = fc.oneof(
  fc.constantFrom({ type: "string" }, { type: "boolean" }, { type: "null" }, { const: "a" }, { enum: ["a", 1, null] }),
  fc.record({
    type: fc.constantFrom("integer", "number"),
    minimum: fc.nat(3),
    maximum: fc.integer({ min: 2, max: 6 }),
  }),
  fc.record({ type: fc.constant("string"), minLength: fc.nat(2), maxLength: fc.nat(3) }),
);
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 1 },
    leaf,
    fc
      .record({
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom("a", "b"), tie("schema"), { maxKeys: 2, noNullPrototype: true }),
        required: fc.uniqueArray(fc.constantFrom("a", "b"), { maxLength: 1 }),
        additionalProperties: fc.boolean(),
      })
      .map((map) => ({ ...map, required: map.required.filter((name) => Object.hasOwn(map.properties, name)) })),
    fc.record({ type: fc.constant("array"), items: tie("schema"), minItems: fc.nat(1), maxItems: fc.nat(2) }),
    fc.array(tie("schema"), { minLength: 2, maxLength: 2 }).map((anyOf) => ({ anyOf })),
  ),
}));
const atom = fc.constantFrom<unknown>("a", "", "abc", 0, 1, 2.5, 4, true, null);
const value = fc.oneof(
  atom,
  fc.array(atom, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(atom, fc.array(atom, { maxLength: 2 })), {
    noNullPrototype: true,
  }),
);

test("what is called compatible refuses no value that was accepted, and every witness shows what it is said to show", () => {
  const tried = fc.property(
    schema,
    schema,
    fc.array(value, { minLength: 12, maxLength: 12 }),
    (before, after, values) => {
      const findings = compareSchemas({ before, after, role: "request" });
      const [found] = findings;
      if (found === undefined) return values.every((each) => !accepts(before, each) || accepts(after, each));
      return found.verdict === "undecided" || (accepts(before, found.witness) && !accepts(after, found.witness));
    },
  );
  fc.assert(tried, { numRuns: 40 });
});

test("a keyword that is not understood leaves the change undecided, never compatible", () => {
  const after = { type: "object", unevaluatedProperties: false };
  const [finding] = compareSchemas({ before: { type: "object" }, after, role: "request" });
  expect(finding).toMatchObject({ verdict: "undecided", message: expect.stringContaining("unevaluatedProperties") });
});
