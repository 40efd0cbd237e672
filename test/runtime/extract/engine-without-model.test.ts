import { describe, expect, test } from "vitest";
import { fixture } from "./fixture.ts";
import { run } from "./run-engine.ts";

describe("without a model", () => {
  test("an article gives its own facts, each with its place, and its text", async () => {
    const { result, pageUrl, words } = await run({ page: fixture("article") });
    expect(result.data).toEqual({
      title: "Harbour bridge reopens after two years",
      byline: "Maren Okafor, Luis Brandt",
      published: "2026-09-14T08:30:00Z",
      language: "en",
      description: "Traffic crosses the swing bridge again.",
    });
    expect(words).toEqual({ ...prefixed(result.data) });
    expect(result.article?.text).toContain("212 steel bearings");
    expect(result).not.toHaveProperty("model");
    expect(result).not.toHaveProperty("prompt");
    expect(pageUrl).toBe("https://www.example.com/page");
  });

  test("a product gives the main fields of the product", async () => {
    const { result } = await run({ page: fixture("product") });
    expect(result.data).toMatchObject({ name: "Kupferkessel 3 l", price: 1299.5, currency: "EUR", language: "de" });
  });

  test("a schema is filled from structured data and labelled text, and is null where the page is silent", async () => {
    const text = { type: "string" };
    const properties = {
      name: text,
      price: { type: "number" },
      currency: text,
      availability: { enum: ["InStock", "OutOfStock"] },
      gewicht: { type: "number" },
      material: { type: ["string", "null"] },
      induktion: { type: "boolean" },
      inStock: { type: "boolean" },
      sku: text,
      lieferzeit: { anyOf: [{ type: "integer" }, text] },
      offers: { type: "object", properties: { price: { type: "number" }, seller: text } },
      colour: text,
    };
    const { result, words } = await run({
      page: fixture("product"),
      params: { schema: { type: "object", properties } },
    });
    expect(result.data).toEqual({
      name: "Kupferkessel 3 l",
      price: 1299.5,
      currency: "EUR",
      availability: "InStock",
      gewicht: 2.4,
      material: "Kupfer",
      induktion: false,
      inStock: true,
      sku: "HW-3310",
      lieferzeit: 3,
      offers: { price: 1299.5, seller: null },
      colour: null,
    });
    expect(words).toMatchObject({
      "/gewicht": "2,4",
      "/induktion": "nein",
      "/availability": "InStock",
      "/inStock": "InStock",
    });
    expect(result.unsupported).toBeUndefined();
  });

  test("a table fills a list whose properties are named by its head", async () => {
    const item = {
      type: "object",
      properties: { train: { type: "string" }, platform: { type: "integer" }, delay: { type: "string" } },
    };
    const schema = { type: "object", properties: { departures: { type: "array", items: item } } };
    const { result } = await run({ page: fixture("listing"), params: { schema } });
    expect(result.data).toEqual({
      departures: [
        { train: "IC 71", platform: 4, delay: "2" },
        { train: "RE 8", platform: 11, delay: null },
        { train: "S 2", platform: 1, delay: "5" },
      ],
    });
  });

  test("a list of words is filled from structured data", async () => {
    const schema = { type: "object", properties: { keywords: { type: "array", items: { type: "string" } } } };
    const { result } = await run({ page: fixture("article"), params: { schema } });
    expect(result.data).toEqual({ keywords: ["bridges", "harbour"] });
  });

  test("instructions are refused, since nobody can follow them", async () => {
    await expect(run({ page: fixture("article"), params: { instructions: "Find the cost." } })).rejects.toMatchObject({
      code: "invalid-request",
    });
  });
});

function prefixed(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [`/${name}`, value]));
}
