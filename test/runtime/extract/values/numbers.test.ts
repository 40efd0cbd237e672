import { expect, test } from "vitest";
import { datesIn } from "../../../../runtime/extract/values/dates.ts";
import { numberIn, numbersIn } from "../../../../runtime/extract/values/numbers.ts";

test.each([
  ["12", 12],
  ["€ 1,299.00", 1299],
  ["1.299,50 €", 1299.5],
  ["1 299,5", 1299.5],
  ["1'299'000", 1_299_000],
  ["0.5 kg", 0.5],
  ["-4.25", -4.25],
  ["−4 °C", -4],
  ["9,400 passengers", 9400],
  ["1299.50", 1299.5],
  ["4.125", 4.125],
  ["none", undefined],
])("%s is the number %s", (text, number) => {
  expect(numberIn(text)).toBe(number);
});

test("a spelling with two meanings has both", () => {
  expect(numbersIn("about 1.299 or 2,5")).toEqual([
    { start: 6, end: 11, values: [1299, 1.299] },
    { start: 15, end: 18, values: [2.5] },
  ]);
});

test("a dash between words or numbers is no sign", () => {
  expect(numbersIn("2019-2020, A-7").flatMap(({ values }) => values)).toEqual([2019, 2020, 7]);
});

test.each([
  ["2026-09-14T08:30:00Z", ["2026-09-14"]],
  ["14 September 2026", ["2026-09-14"]],
  ["September 14th, 2026", ["2026-09-14"]],
  ["14. Sept. 2026", ["2026-09-14"]],
  ["le 3 août 2026", ["2026-08-03"]],
  ["3 de marzo de 2026", ["2026-03-03"]],
  ["14.09.2026", ["2026-09-14"]],
  ["11/01/2026", ["2026-01-11", "2026-11-01"]],
  ["Sunday 40 May 2026", []],
  ["version 1.2.2026", ["2026-02-01", "2026-01-02"]],
])("%s can be %j", (text, days) => {
  expect(datesIn(text).flatMap((date) => date.days)).toEqual(days);
});
