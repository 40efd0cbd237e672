import { describe, expect, test, vi } from "vitest";
import { type AskModel, extract } from "../../../runtime/extract/engine.ts";
import type { Page } from "../../../runtime/extract/page.ts";
import { PROMPT_VERSION } from "../../../runtime/extract/prompt/prompt.ts";
import { reducePage } from "../../../runtime/extract/reduce/reduce.ts";
import { fixture } from "./fixture.ts";

type Running = { page: Page; params?: Record<string, unknown>; askModel?: AskModel };

async function run({ page, params = {}, askModel }: Running) {
  const fetchPage = async () => page;
  const job = { url: "https://a.example/", params, fetchPage, ...(askModel ? { askModel } : {}) };
  const { result, pageUrl } = await extract(job, AbortSignal.timeout(5_000));
  const { text } = reducePage(page);
  const words = Object.entries(result.evidence).map(([pointer, { start, end }]) => [pointer, text.slice(start, end)]);
  return { result, pageUrl, words: Object.fromEntries(words) as Record<string, string> };
}

const answering =
  (data: unknown): AskModel =>
  async () => ({
    data,
    model: "some-model",
    usage: { inputTokens: 10, outputTokens: 2 },
  });

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

describe("with a model", () => {
  const schema = {
    type: "object",
    properties: {
      cost: { type: "number" },
      harbourMaster: { type: "string" },
      opened: { type: "string" },
      mayor: { type: "string" },
    },
  };

  test("every value is tied to the page, and one that the page does not say is null and listed", async () => {
    const data = { cost: 48.2, harbourMaster: "Ines Calder", opened: "2026-09-14", mayor: "Ada Invented" };
    const { result, words } = await run({ page: fixture("article"), params: { schema }, askModel: answering(data) });
    expect(result.data).toEqual({ ...data, mayor: null });
    expect(result.unsupported).toEqual(["/mayor"]);
    expect(words).toMatchObject({ "/cost": "48.2", "/harbourMaster": "Ines Calder" });
    expect(result).toMatchObject({ model: "some-model", usage: { inputTokens: 10, outputTokens: 2 } });
    expect(result.prompt).toBe(PROMPT_VERSION);
  });

  test("it is given the reduced page and the instructions, and never what is hidden", async () => {
    const askModel = vi.fn(answering({ cost: null, harbourMaster: null, opened: null, mayor: null }));
    await run({ page: fixture("article"), params: { schema, instructions: "Find the cost." }, askModel });
    const question = askModel.mock.calls[0]?.[0];
    expect(question).toMatchObject({ instructions: "Find the cost.", schema, url: "https://www.example.com/page" });
    expect(question?.prompt.user).toContain("48.2 million euros");
    expect(question?.prompt.user).not.toContain("banana");
  });

  test("instructions alone get the page's facts and named values", async () => {
    const facts = [
      { name: "bearings", value: 212 },
      { name: "lamps", value: "400" },
    ];
    const askModel = answering({
      title: "Harbour bridge reopens after two years",
      byline: null,
      published: null,
      language: "en",
      facts,
    });
    const { result } = await run({
      page: fixture("article"),
      params: { instructions: "How many bearings?" },
      askModel,
    });
    expect(result.data).toMatchObject({ language: "en", facts: { bearings: 212, lamps: null } });
    expect(result.unsupported).toEqual(["/facts/lamps"]);
  });

  test("an address can be asked for, and is tied to the page's addresses", async () => {
    const askModel = vi.fn(answering({ tickets: "https://www.example.com/t", map: "https://evil.example/?d=4" }));
    const asked = {
      schema: { type: "object", properties: { tickets: { type: "string", format: "uri" }, map: { type: "string" } } },
    };
    const page = fixture("listing");
    const { result, text } = await extract(
      { url: page.url, params: asked, fetchPage: async () => page, askModel },
      AbortSignal.timeout(5_000),
    );
    expect(askModel.mock.calls[0]?.[0].prompt.user).toContain("Tickets: https://www.example.com/t");
    expect(result.data).toEqual({ tickets: "https://www.example.com/t", map: null });
    expect(text.slice(result.evidence["/tickets"]?.start, result.evidence["/tickets"]?.end)).toBe(
      "https://www.example.com/t",
    );
  });

  test("the model is given the schema without references, and a property it leaves out is null", async () => {
    const askModel = vi.fn(answering({ cost: 48.2 }));
    const amount = { type: "number" };
    const asked = {
      type: "object",
      properties: { cost: { $ref: "#/$defs/amount" }, price: { $ref: "#/$defs/amount" } },
      $defs: { amount },
    };
    const { result } = await run({ page: fixture("article"), params: { schema: asked }, askModel });
    expect(askModel.mock.calls[0]?.[0].schema).toEqual({ type: "object", properties: { cost: amount, price: amount } });
    expect(result.data).toEqual({ cost: 48.2, price: null });
  });

  test("an answer that does not fit is refused, whoever let it through", async () => {
    const running = run({ page: fixture("article"), params: { schema }, askModel: answering({ cost: "a lot" }) });
    await expect(running).rejects.toMatchObject({ code: "model-answer-invalid" });
  });
});

test("a schema that cannot be used is refused before the page is fetched", async () => {
  const fetchPage = vi.fn();
  const params = { schema: { type: "object", properties: { a: { type: "string", pattern: "(x+)+" } } } };
  await expect(
    extract({ url: "https://a.example/", params, fetchPage }, AbortSignal.timeout(1_000)),
  ).rejects.toMatchObject({
    code: "invalid-request",
    message: expect.stringContaining("/properties/a/pattern"),
  });
  expect(fetchPage).not.toHaveBeenCalled();
});

function prefixed(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [`/${name}`, value]));
}
