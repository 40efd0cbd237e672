import { expect, test } from "vitest";
import { strictBreach } from "../../../local/model/strict-schema.ts";
import { caseRows } from "../../case-rows.ts";

interface Row {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly why?: string;
  readonly path?: readonly string[];
}

test.each(caseRows<Row>("strict-schemas.jsonl"))("$name", ({ schema, why, path }) => {
  const breach = strictBreach(schema);
  if (why === undefined) expect(breach).toBeUndefined();
  else expect(breach?.why).toContain(why);
  if (path !== undefined) expect(breach?.path).toEqual(path);
});

test("eleven levels of objects are one too many", () => {
  const nested = (levels: number): Readonly<Record<string, unknown>> => ({
    type: "object",
    properties: levels === 1 ? {} : { a: nested(levels - 1) },
    required: levels === 1 ? [] : ["a"],
    additionalProperties: false,
  });
  expect(strictBreach(nested(10))).toBeUndefined();
  expect(strictBreach(nested(11))?.why).toContain("exceeds limit of 10");
});
