import { expect, test } from "vitest";
import { columns } from "../../../ops/migrate/columns.ts";
import { ago, bar, counted, dollars, percent, timeSpan } from "../../../ops/migrate/figures.ts";

test("a time span is told in its two largest units", () => {
  expect([0.2, 1, 59.9, 60, 125, 3_600, 7_500, 90_000, Number.POSITIVE_INFINITY].map(timeSpan)).toEqual([
    "less than 1 s",
    "1 s",
    "59 s",
    "1 min",
    "2 min 5 s",
    "1 h",
    "2 h 5 min",
    "1 d 1 h",
    "unknown",
  ]);
  expect(ago(5_000, 65_000)).toBe("1 min ago");
});

test("money is never rounded down to nothing", () => {
  expect([0, 0.004, 0.01, 1_234.5].map(dollars)).toEqual(["$0.00", "less than $0.01", "$0.01", "$1,234.50"]);
});

test("a bar is full only when all is done", () => {
  expect([0, 0.999, 1, 1.2].map((share) => bar(share, 4))).toEqual(["[....]", "[###.]", "[####]", "[####]"]);
});

test("counts know one from many, and shares have one decimal", () => {
  expect([counted(1, "item"), counted(1_200, "item"), percent(0.1234)]).toEqual(["1 item", "1,200 items", "12.3 %"]);
});

test("columns stand under their heads, figures to the right", () => {
  const heads = [
    { head: "shape", side: "left" },
    { head: "items", side: "right" },
  ] as const;
  expect(
    columns({
      heads,
      rows: [
        ["v1-flat", "7"],
        ["v2", "1,200"],
      ],
    }),
  ).toEqual(["  shape    items", "  v1-flat      7", "  v2       1,200"]);
});
