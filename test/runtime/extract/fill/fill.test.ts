import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { extract } from "../../../../runtime/extract/engine.ts";
import type { Page } from "../../../../runtime/extract/page.ts";
import { pageOf } from "../fixture.ts";

const text = { type: "string" };
const number = { type: "number" };
const boolean = { type: "boolean" };
const object = (properties: Record<string, unknown>) => ({ type: "object", properties });
const list = (items: unknown) => ({ type: "array", items });

/** A page of the sample site, as it serves it. */
function sample(name: string): Page {
  const html = readFileSync(new URL(`../../../../local/site/pages/${name}.html`, import.meta.url), "utf8");
  const filled = html.replaceAll("{{origin}}", "https://quay.example").replace(/\{\{\w+\}\}/g, "");
  return { ...pageOf(filled), url: `https://quay.example/${name}` };
}

async function fill(page: Page, properties: Record<string, unknown>) {
  const params = { schema: object(properties) };
  const extracted = await extract({ url: page.url, params, fetchPage: async () => page }, AbortSignal.timeout(5_000));
  const { evidence } = extracted.result;
  const words = Object.entries(evidence).map(([pointer, { start, end }]) => [
    pointer,
    extracted.text.slice(start, end),
  ]);
  return { ...extracted.result, words: Object.fromEntries(words) as Record<string, string> };
}

test("cards of a listing become things, each value beside the others of its card", async () => {
  const item = object({ name: text, price: number, currency: text, inStock: boolean, url: text });
  const { data, unsupported, words, evidence } = await fill(sample("listing"), { title: text, products: list(item) });
  const products = data.products as Record<string, unknown>[];
  expect(products).toHaveLength(8);
  expect(products[3]).toEqual({
    name: "Oilskin coat",
    price: 139,
    currency: "GBP",
    inStock: false,
    url: "https://quay.example/listing#oilskin",
  });
  expect(products.map(({ inStock }) => inStock)).toEqual([true, true, true, false, true, true, true, false]);
  expect(unsupported).toBeUndefined();
  expect(words).toMatchObject({
    "/products/3/price": "139.00",
    "/products/3/currency": "£",
    "/products/3/inStock": "Sold out",
    "/products/3/url": "https://quay.example/listing#oilskin",
  });
  expect(evidence["/products/3/name"]?.start).toBeLessThan(evidence["/products/3/inStock"]?.start ?? 0);
  expect(evidence["/products/3/inStock"]?.end).toBeLessThan(evidence["/products/4/name"]?.start ?? 0);
});

test("the rows of a table become things, without the row that sums them up", async () => {
  const { data } = await fill(sample("table"), { tides: list(object({ day: text, height: number, lowWater: text })) });
  expect(data.tides).toHaveLength(7);
  expect((data.tides as unknown[])[2]).toEqual({ day: "Wednesday", height: 5, lowWater: "15:15" });
});

test("a product page gives its details, its reviews, and nothing that is not in its text", async () => {
  const review = object({ title: text, rating: number, date: { type: "string", format: "date" } });
  const { data, words } = await fill(sample("product"), {
    weight: number,
    colours: list(text),
    reviews: list(review),
    image: text,
    related: list(object({ name: text, price: number })),
  });
  expect(data).toEqual({
    weight: 1.15,
    colours: ["harbour blue", "cream", "buoy red"],
    reviews: [
      { title: "Stayed put in a force seven", rating: 5, date: "2026-09-02" },
      { title: "Good kettle, proud whistle", rating: 4, date: "2026-06-19" },
    ],
    image: "https://quay.example/lantern.svg",
    related: null,
  });
  expect(words["/reviews/1/date"]).toBe("19 June 2026");
});

test("a recipe gives its steps as the page lists them", async () => {
  const { data } = await fill(sample("recipe"), { servings: number, ingredients: list(text), steps: list(text) });
  expect(data.servings).toBe(4);
  expect(data.ingredients).toHaveLength(8);
  expect((data.steps as string[])[5]).toBe(
    "Bake at 200 °C for 25 minutes, until the peaks are brown and the edge bubbles.",
  );
});

describe("what a page says in its own way is found", () => {
  test.each([
    [
      "RDFa",
      "<div vocab='https://schema.org/' typeof=Product><b property=name>Mug</b></div>",
      { name: text },
      { name: "Mug" },
    ],
    [
      "a reference in a graph",
      `<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"A","author":{"@id":"#m"}},{"@id":"#m","@type":"Person","name":"Mara Lind"}]}</script>`,
      { author: text },
      { author: "Mara Lind" },
    ],
    [
      "a definition list",
      "<dl><dt>Lead time<dd>3 days<dt>Induction<dd>no</dl>",
      { leadTime: number, induction: boolean },
      { leadTime: 3, induction: false },
    ],
    ["two columns", "<table><tr><th>Colour</th><td>Red</td></tr></table>", { colour: text }, { colour: "Red" }],
    [
      "a class",
      "<main><h1>Mug</h1><p class='product-price'>EUR 9,80</p></main>",
      { price: number, currency: text },
      { price: 9.8, currency: "EUR" },
    ],
    [
      "one of several words",
      "<p>Status: In progress</p>",
      { status: { enum: ["done", "in_progress"] } },
      { status: "in_progress" },
    ],
    [
      "a date",
      "<p>Opened: 14 September 2026</p>",
      { opened: { type: "string", format: "date" } },
      { opened: "2026-09-14" },
    ],
    [
      "a thing under its name",
      "<p>Seller name: Quay Stores</p><p>Seller rating: 4.5</p>",
      { seller: object({ name: text, rating: number }) },
      { seller: { name: "Quay Stores", rating: 4.5 } },
    ],
    [
      "a list under its heading",
      "<h2>Tags</h2><ul><li>boats</li><li>bridges</li></ul>",
      { tags: list(text) },
      { tags: ["boats", "bridges"] },
    ],
    [
      "a page without the value",
      "<p>Nothing here.</p>",
      { price: number, tags: list(text), seller: object({ name: text }) },
      { price: null, tags: null, seller: null },
    ],
  ])("%s", async (_, html, properties, data) => {
    expect((await fill(pageOf(html), properties)).data).toEqual(data);
  });
});

test("a value that the schema does not admit is left out", async () => {
  const page = pageOf("<p>Code: x-1</p><p>Count: 12</p><p>Mail: nobody</p>");
  const properties = {
    code: { type: "string", pattern: "^[A-Z]-\\d$" },
    count: { type: "integer", maximum: 10 },
    mail: { type: "string", format: "email" },
  };
  expect((await fill(page, properties)).data).toEqual({ code: null, count: null, mail: null });
});
