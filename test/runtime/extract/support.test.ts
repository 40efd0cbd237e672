import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { supported } from "../../../runtime/extract/support.ts";

const TEXT = [
  "Title: Kettle",
  "Price: 1.299,50 €",
  "In stock: no",
  "",
  "The “Kettle”, made on 14 September 2026, weighs 2,4 kg.",
  "Spout | 3 | red",
  "Lid | 3 | blue",
].join("\n");

const placed = (data: Record<string, unknown>) => {
  const { evidence, ...rest } = supported({ data, text: TEXT });
  const places = Object.entries(evidence).map(([pointer, { start, end }]) => [pointer, TEXT.slice(start, end)]);
  return { ...rest, places: Object.fromEntries(places) };
};

describe("a value is tied to its place", () => {
  test.each([
    ["as written", { title: "Kettle" }, "Kettle"],
    ["whatever the case and the quotes", { name: 'THE "kettle", made' }, "The “Kettle”, made"],
    ["as a number", { price: 1299.5 }, "1.299,50"],
    ["as a number in a string", { price: "1299.50" }, "1.299,50"],
    ["as a day", { made: "2026-09-14" }, "14 September 2026"],
    ["as a time on that day", { made: "2026-09-14T08:00:00Z" }, "14 September 2026"],
    ["as a yes or no beside its name", { in_stock: false }, "no"],
  ])("%s", (_, data, text) => {
    const { places, unsupported } = placed(data);
    expect(Object.values(places)).toEqual([text]);
    expect(unsupported).toEqual([]);
  });
});

test("a value that stands nowhere is null and listed by its pointer", () => {
  const data = { "a/b~c": "Teapot", weight: 24, inStock: true, title: "Kettle", none: null, empty: "", part: "ettle" };
  const { places, ...rest } = placed(data);
  expect(rest).toEqual({
    data: { "a/b~c": null, weight: null, inStock: null, title: "Kettle", none: null, empty: null, part: null },
    unsupported: ["/a~1b~0c", "/weight", "/inStock", "/part"],
  });
  expect(places).toEqual({ "/title": "Kettle" });
});

test("of several places, the one in the same row of a list is meant", () => {
  const parts = [
    { part: "Spout", count: 3, colour: "red" },
    { part: "Lid", count: 3, colour: "blue" },
  ];
  const { evidence } = supported({ data: { parts }, text: TEXT });
  const row = (pointer: string) => TEXT.slice(0, evidence[pointer]?.start).split("\n").length;
  expect([row("/parts/0/count"), row("/parts/1/count")]).toEqual([6, 7]);
});

test("an answer nested without end is cut, not followed", () => {
  let data: Record<string, unknown> = { title: "Kettle" };
  for (let level = 0; level < 5_000; level += 1) data = { inner: data };
  expect(placed(data).unsupported).toHaveLength(1);
});

test("evidence always points at text, and every plain value has evidence or is listed", () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true }), fc.boolean());
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), value), (text, data) => {
      const answer = supported({ data, text });
      for (const { start, end } of Object.values(answer.evidence)) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      const plain = Object.values(data).filter((item) => item !== "").length;
      expect(Object.keys(answer.evidence).length + answer.unsupported.length).toBe(plain);
    }),
  );
});
