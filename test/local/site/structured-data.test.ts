import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { started } from "./started.ts";

async function documentAt(path: string) {
  const site = await started();
  const { document } = parseHTML(await (await fetch(`${site.url}${path}`)).text());
  const expected = site.pages.find((page) => page.path === path)?.expected ?? {};
  const linked = document.querySelector('script[type="application/ld+json"]')?.textContent;
  return { site, document, expected, linked: linked === undefined ? undefined : JSON.parse(linked ?? "null") };
}

test("the article says the same in its byline, OpenGraph and JSON-LD", async () => {
  const { document, expected, linked, site } = await documentAt("/article");
  const meta = (property: string) => document.querySelector(`meta[property="${property}"]`)?.getAttribute("content");
  expect(linked).toMatchObject({
    "@type": "NewsArticle",
    headline: expected.title,
    datePublished: expected.published,
    dateModified: expected.modified,
    author: { name: expected.author },
    mainEntityOfPage: `${site.url}/article`,
  });
  expect(meta("og:title")).toBe(expected.title);
  expect(meta("article:published_time")).toBe(expected.published);
  expect(document.querySelector(".byline")?.textContent).toContain(`By ${expected.author}`);
});

test("the product's offer and rating are what its page shows", async () => {
  const { document, expected, linked } = await documentAt("/product");
  expect(linked).toMatchObject({
    sku: expected.sku,
    brand: { name: expected.brand },
    offers: { priceCurrency: expected.currency, price: "46.50" },
    aggregateRating: { ratingValue: expected.rating, reviewCount: expected.reviewCount },
  });
  expect(Number(linked.offers.price)).toBe(expected.price);
  expect(document.querySelector(".price")?.textContent).toBe("£46.50");
});

test("the listing has the cards, the table the cells, the recipe the parts that are expected", async () => {
  const listing = await documentAt("/listing");
  const names = [...listing.document.querySelectorAll(".card h2")].map((one) => one.textContent);
  expect(names).toEqual(listing.expected.names);
  const table = await documentAt("/table");
  const heads = [...table.document.querySelectorAll("thead th")].map((one) => one.textContent);
  const days = [...table.document.querySelectorAll("tbody th")].map((one) => one.textContent);
  expect([heads, days]).toEqual([table.expected.columns, table.expected.days]);
  const recipe = await documentAt("/recipe");
  const count = (selector: string) => recipe.document.querySelectorAll(selector).length;
  expect([count("[itemprop=recipeIngredient]"), count("[itemprop=recipeInstructions] li")]).toEqual([
    recipe.expected.ingredients,
    recipe.expected.steps,
  ]);
});

test("the Arabic page runs from right to left", async () => {
  const { document } = await documentAt("/rtl");
  expect([document.documentElement.getAttribute("lang"), document.documentElement.getAttribute("dir")]).toEqual([
    "ar",
    "rtl",
  ]);
});
