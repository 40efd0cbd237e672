import { expect, it } from "vitest";
import { propertyPath } from "../../../local/provider/property-path.ts";

it.each([
  { path: ["name"], expected: "name" },
  { path: ["rules", 0, "expiration", "days"], expected: "rules[0].expiration.days" },
  { path: ["tags", "cost-center"], expected: "tags.cost-center" },
  { path: ["tags", "a.b"], expected: 'tags["a.b"]' },
  { path: ["tags", 'say "a"'], expected: 'tags["say \\"a\\""]' },
])("writes $path as $expected", ({ path, expected }) => {
  expect(propertyPath(path)).toBe(expected);
});
