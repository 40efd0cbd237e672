import { expect, test } from "vitest";
import { patience } from "../../../ops/verification/patience.ts";

test.each([
  ["1s", 1_000],
  ["120s", 120_000],
  ["30m", 1_800_000],
])("%s is %d ms", (text, milliseconds) => {
  expect(patience(text)).toBe(milliseconds);
});

test.each(["0s", "31m", "1801s", "5", "s", "-1s", "1.5m", ""])("'%s' is refused with what to write", (text) => {
  expect(() => patience(text)).toThrow(/no time from 1s to 30m/);
});
