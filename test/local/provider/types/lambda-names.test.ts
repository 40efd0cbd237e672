import { expect, it } from "vitest";
import { functionNameOf, sameFunction } from "../../../../local/provider/types/lambda-names.ts";

const arn = "arn:aws:lambda:us-west-2:000000000000:function:worker";

it.each([
  { given: "worker", expected: "worker" },
  { given: "worker:live", expected: "worker" },
  { given: arn, expected: "worker" },
  { given: `${arn}:live`, expected: "worker" },
  { given: "000000000000:function:worker", expected: "worker" },
])("finds the function's name in $given", ({ given, expected }) => {
  expect(functionNameOf(given)).toBe(expected);
});

it.each([
  { one: "worker", other: arn, expected: true },
  { one: "worker:live", other: `${arn}:live`, expected: true },
  { one: "worker", other: `${arn}:live`, expected: false },
  { one: "worker", other: "notify", expected: false },
])("$one and $other mean the same function: $expected", ({ one, other, expected }) => {
  expect(sameFunction(one, other)).toBe(expected);
});
