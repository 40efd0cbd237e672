import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { supported } from "../../../../runtime/extract/evidence/support.ts";
import { datesIn } from "../../../../runtime/extract/values/dates.ts";
import { fold } from "../../../../runtime/extract/values/folded.ts";
import { numberIn, numbersIn } from "../../../../runtime/extract/values/numbers.ts";

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
    ["as a price with its currency in another order", { cost: "€1299.50" }, "1.299,50 €"],
    ["as a currency's sign", { currency: "EUR" }, "€"],
    ["as the words of an identifier", { state: "made_on" }, "made on"],
  ])("%s", (_, data, text) => {
    const { places, unsupported } = placed(data);
    expect(Object.values(places)).toEqual([text]);
    expect(unsupported).toEqual([]);
  });
});

describe("what only stands inside of something else is no support", () => {
  test.each([
    ["a number in a word", "the mp3 and RE8 lines", 3],
    ["a number in a longer one", "1.299,50", 299],
    ["a number in a version", "release 4.1.7", 4.1],
    ["digits in a longer run", "order 20262", "2026"],
    ["a decimal's whole part", "4.8 metres", "4"],
    ["a word in a word", "kettles", "kettle"],
    ["a word with an accent beside it", "cafe\u0301s", "cafe"],
  ])("%s", (_, text, value) => {
    expect(supported({ data: { value }, text })).toMatchObject({ data: { value: null }, unsupported: ["/value"] });
  });
});

describe("a yes or no in a list is read beside the thing it is about", () => {
  const text = ["Mug", "£9.80", "In stock", "Coat", "£139.00", "Sold out", "Lamp", "£88.00", "In stock"].join("\n");
  const items = (answers: readonly boolean[]) =>
    ["Mug", "Coat", "Lamp"].map((name, index) => ({ inStock: answers[index], name }));

  test("where it is said", () => {
    const { data, evidence } = supported({ data: { items: items([true, false, true]) }, text });
    expect(data.items).toEqual(items([true, false, true]));
    expect(text.slice(evidence["/items/1/inStock"]?.start, evidence["/items/1/inStock"]?.end)).toBe("Sold out");
  });

  test("and not where the next thing says it", () => {
    const { unsupported } = supported({ data: { items: items([false, true, true]) }, text });
    expect(unsupported).toEqual(["/items/0/inStock", "/items/1/inStock"]);
  });

  test.each([
    ["Free shipping. Not dishwasher safe.", { freeShipping: true, dishwasherSafe: false }, []],
    ["Without free shipping.", { freeShipping: true }, ["/freeShipping"]],
  ])("also by the words of its name: %s", (said, data, missed) => {
    expect(supported({ data, text: said }).unsupported).toEqual(missed);
  });
});

test("whatever is supported, its place says the same value", () => {
  const word = fc.constantFrom(
    "Kettle",
    "İstanbul",
    "ﬁne",
    "“quoted”",
    "x\u200by",
    "two  words",
    "e\u0301t\u00e9",
    "A–B",
    "３",
  );
  const written = fc.oneof(
    word,
    fc.integer({ min: -99_999, max: 99_999 }).map(String),
    fc.double({ min: 0, max: 9_999, noNaN: true }).map((value) => value.toFixed(2).replace(".", ",")),
    fc.constantFrom("1.299,50 €", "£46.50", "14 September 2026", "2026-09-14", "48.2 million", "In stock", "1,234,567"),
  );
  const value = fc.oneof(
    written,
    fc.integer({ min: -99_999, max: 99_999 }),
    fc.constantFrom(1299.5, 46.5, 48_200_000, 1_234_567, "EUR 1299.50", "EUR", "2026-09-14", "in_stock"),
  );
  fc.assert(
    fc.property(fc.array(written, { maxLength: 20 }), fc.array(value, { maxLength: 6 }), (parts, values) => {
      const text = parts.join(" ; ");
      const { data, evidence } = supported({ data: { values, nested: { first: values[0] ?? null } }, text });
      const all: [string, unknown][] = [
        ...(data.values as unknown[]).map((one, index): [string, unknown] => [`/values/${index}`, one]),
        ["/nested/first", (data.nested as Record<string, unknown>).first],
      ];
      for (const [pointer, one] of all) {
        const place = evidence[pointer];
        expect(place === undefined).toBe(one === null);
        if (place)
          expect(says(text.slice(place.start, place.end), one), `${pointer} ${String(one)} in ${text}`).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

/** Whether a piece of text says a value: in the same words, as the same number, day or currency. */
function says(slice: string, value: unknown): boolean {
  const plain = (text: string) => fold(text.replaceAll("_", " ")).text.trim();
  if (typeof value === "number") return numbersIn(slice).some(({ values }) => values.includes(value));
  const words = String(value);
  if (plain(slice) === plain(words)) return true;
  const days = datesIn(words).flatMap((date) => date.days);
  if (days.length > 0) return datesIn(slice).some((date) => days.some((day) => date.days.includes(day)));
  const number = numberIn(words);
  if (number !== undefined) return numbersIn(slice).some(({ values }) => values.includes(number));
  return words === "EUR" && slice === "€";
}

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
