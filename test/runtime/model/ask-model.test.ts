import { describe, expect, test } from "vitest";
import { MODELS, type Model } from "../../../runtime/domain/models.ts";
import { askModel } from "../../../runtime/model/ask-model.ts";
import type { ModelClient, ModelCompletion, ModelRequest } from "../../../runtime/model/port.ts";

const model = (id: string) => MODELS.find((candidate) => candidate.id === id) as Model;

const question = {
  prompt: { system: "Be exact.", user: "What does it cost?" },
  schema: { type: "object", properties: { price: { type: "number" } } },
  problems: (data: unknown) =>
    typeof (data as { price: unknown }).price === "number" ? [] : ["/price: expected number"],
};

/** A provider that answers from a list and keeps what it was asked. */
function provider(...answers: (Partial<ModelCompletion> | Error)[]): ModelClient & { asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    asked,
    complete: async (body) => {
      asked.push(body);
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      const usage = { inputTokens: 100, outputTokens: 10 };
      return { content: null, refusal: null, finishReason: "stop", usage, model: `${body.model}-dated`, ...answer };
    },
  };
}

const ask = (client: ModelClient, signal = AbortSignal.timeout(1_000)) =>
  askModel({ client, model: model("gpt-4.1-mini"), question }, signal);

test("an answer that fits is returned with what it used and cost", async () => {
  const client = provider({ content: '{"price": 12}' });
  const answer = await ask(client);
  expect(answer).toMatchObject({
    data: { price: 12 },
    model: "gpt-4.1-mini",
    usage: { inputTokens: 100, outputTokens: 10 },
  });
  expect(answer.cost).toBeCloseTo(0.000056);
  expect(client.asked).toHaveLength(1);
});

describe("an answer that does not fit is repaired once", () => {
  test.each([
    ["it is no JSON", { content: "twelve" }, "not JSON"],
    ["it is empty", { content: null }, "not JSON"],
    ["it was cut off", { content: '{"pri', finishReason: "length" }, "cut off"],
    ["the schema says otherwise", { content: '{"price": "x"}' }, "/price: expected number"],
  ])("%s", async (_, first, told) => {
    const client = provider(first, { content: '{"price": 12}' });
    expect(await ask(client)).toMatchObject({ data: { price: 12 }, usage: { inputTokens: 200, outputTokens: 20 } });
    expect(client.asked[1]?.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(client.asked[1]?.messages[3]?.content).toContain(told);
  });

  test("and not twice", async () => {
    const client = provider({ content: "no" }, { content: "no" }, { content: '{"price": 12}' });
    await expect(ask(client)).rejects.toMatchObject({ code: "model-answer-invalid" });
    expect(client.asked).toHaveLength(2);
  });
});

const failing = (fields: object) => Object.assign(new Error("provider"), fields);

describe("what goes wrong at the provider is a failure with its code", () => {
  test.each([
    ["a refusal", { refusal: "no" }, { code: "model-refused", retryable: false }],
    ["a filtered answer", { finishReason: "content_filter" }, { code: "model-refused" }],
    [
      "a rate limit",
      failing({ status: 429, headers: new Headers({ "retry-after": "7" }) }),
      { code: "model-unavailable", retryable: true, retryAfter: 7, reason: "status-429" },
    ],
    ["a server error", failing({ status: 503 }), { code: "model-unavailable", retryAfter: undefined }],
    ["a refused key", failing({ status: 401 }), { code: "model-unavailable", reason: "status-401" }],
    ["a broken connection", failing({ status: undefined }), { code: "model-unavailable" }],
    ["a broken socket", failing({ code: "ECONNRESET" }), { code: "model-unavailable" }],
    ["a request it does not understand", failing({ status: 400 }), { code: "internal", reason: "status-400" }],
  ])("%s", async (_, answer, expected) => {
    await expect(ask(provider(answer))).rejects.toMatchObject(expected);
  });

  test("no time left", async () => {
    const signal = AbortSignal.abort(new DOMException("over", "TimeoutError"));
    await expect(ask(provider(new Error("aborted")), signal)).rejects.toMatchObject({ code: "deadline-exceeded" });
  });

  test("a mistake of ours stays what it is", async () => {
    await expect(ask(provider(new TypeError("not a function")))).rejects.toThrow(TypeError);
  });
});
