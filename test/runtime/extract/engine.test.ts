import { describe, expect, test, vi } from "vitest";
import { type AskModel, extract } from "../../../runtime/extract/engine.ts";
import { PROMPT_VERSION } from "../../../runtime/extract/prompt/prompt.ts";
import { fixture } from "./fixture.ts";
import { run } from "./run-engine.ts";

const answering =
  (data: unknown): AskModel =>
  async () => ({
    data,
    model: "some-model",
    usage: { inputTokens: 10, outputTokens: 2 },
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
