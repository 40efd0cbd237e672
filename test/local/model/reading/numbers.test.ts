import { expect, test } from "vitest";
import { numberFrom, numberNear } from "../../../../local/model/reading/numbers.ts";

test.each([
  ["1234", 1234],
  ["1,234", 1234],
  ["1,234.50", 1234.5],
  ["1.234,50", 1234.5],
  ["1 234,50", 1234.5],
  ["1'234.5", 1234.5],
  ["4.6", 4.6],
  ["4,6", 4.6],
  ["0.125", 0.125],
  ["0,125", 0.125],
  ["-3.5", -3.5],
  ["−3.5", -3.5],
  ["٤٢", 42],
  ["４２", 42],
  ["about 38 tonnes", 38],
])("%s is %d", (text, value) => {
  expect(numberFrom(text)).toBe(value);
});

test("a text without digits has no number", () => {
  expect(numberFrom("none")).toBeNaN();
});

test("the number nearest to the word is taken, not one across a break", () => {
  expect(numberNear({ lines: ["4.6 of 5 · 128 reviews"], words: ["review"] })).toBe("128");
  expect(numberNear({ lines: ["Pages: 12; weight 3 kg"], words: ["weight"] })).toBe("3");
  expect(numberNear({ lines: ["12 pages. The weight is unknown."], words: ["weight"] })).toBeUndefined();
});
