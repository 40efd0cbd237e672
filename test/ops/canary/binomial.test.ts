import { expect, test } from "vitest";
import { binomialChances } from "../../../ops/canary/binomial.ts";

test("three tries at a quarter have the chances that one counts by hand", () => {
  const { from, chances } = binomialChances({ requests: 3, rate: 0.25 });
  expect(from).toBe(0);
  [27, 27, 9, 1].forEach((part, hits) => void expect(chances[hits]).toBeCloseTo(part / 64, 12));
});

test.each([
  [0, 0.3],
  [1, 0.001],
  [50_000, 0.05],
  [1_000, 0.9],
])("of %i tries at %f the chances add up to 1 and have the mean that is known", (requests, rate) => {
  const { from, chances } = binomialChances({ requests, rate });
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
  expect(chances.reduce((sum, chance, at) => sum + chance * (from + at), 0)).toBeCloseTo(requests * rate, 6);
});
