import { describe, expect, test } from "vitest";
import { askModel } from "../../../runtime/model/ask-model.ts";
import type { ModelClient } from "../../../runtime/model/port.ts";
import { failing, known, provider, question } from "./sample-model.ts";

const ask = (client: ModelClient, signal = AbortSignal.timeout(1_000)) =>
  askModel({ client, model: known("gpt-4.1-mini"), question }, signal);

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

test("the last answer that could not be used is kept, and the failure names where", async () => {
  const kept: string[] = [];
  const keepAnswer = async (text: string) => `results/${kept.push(text)}.json`;
  const asking = { client: provider({ content: "one" }, { content: "two" }), model: known("gpt-4.1"), question };
  const failure = askModel({ ...asking, keepAnswer }, AbortSignal.timeout(1_000));
  await expect(failure).rejects.toMatchObject({
    code: "model-answer-invalid",
    reason: "results/1.json",
    message: expect.stringContaining("kept as results/1.json"),
  });
  expect(kept).toEqual(["two"]);
});

test("an answer that could not be kept is said to be lost, and why", async () => {
  const asking = { client: provider({ content: "one" }, { content: "two" }), model: known("gpt-4.1"), question };
  const keepAnswer = () => Promise.reject(new Error("bucket"));
  const failure = askModel({ ...asking, keepAnswer }, AbortSignal.timeout(1_000));
  await expect(failure).rejects.toMatchObject({ reason: "answer-not-kept", cause: { message: "bucket" } });
});

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
    [
      "a spent quota",
      failing({ status: 429, code: "insufficient_quota" }),
      { code: "model-unavailable", reason: "quota-spent" },
    ],
    [
      "a question that is too long for it",
      failing({ status: 400, code: "context_length_exceeded" }),
      { code: "page-too-large", reason: "context-length", retryable: false },
    ],
    ["a body that is no JSON", new SyntaxError("x"), { code: "model-unavailable", reason: "connection" }],
    [
      "a body that breaks off",
      new TypeError("terminated", { cause: failing({ code: "UND_ERR_SOCKET" }) }),
      { code: "model-unavailable", reason: "connection" },
    ],
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
