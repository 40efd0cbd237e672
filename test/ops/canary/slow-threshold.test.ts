import { expect, test } from "vitest";
import { slowThreshold } from "../../../ops/canary/slow-threshold.ts";

const milliseconds = Array.from({ length: 100 }, (_, at) => 100 - at);

test.each([
  [0.95, 95],
  [0.9, 90],
  [1, 100],
])("%f of the requests stay within the threshold", (part, threshold) => {
  expect(slowThreshold({ milliseconds, part })).toBe(threshold);
});

test("what takes less than five milliseconds is never slow", () => {
  expect(slowThreshold({ milliseconds: milliseconds.map((each) => each / 1000) })).toBe(5);
});

test("too few requests say nothing about what is slow", () => {
  expect(() => slowThreshold({ milliseconds: milliseconds.slice(0, 19) })).toThrow("The current version answered 19");
});
