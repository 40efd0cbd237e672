import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import type { FailureCode } from "../../../runtime/domain/failure.ts";
import { cooldowns } from "../../../runtime/reliability/cooldown.ts";
import { asking, bad, good, told } from "./asking.ts";
import { failing, provider } from "./sample-model.ts";

test("the first model's answer is the answer, and nobody else is asked", async () => {
  const openai = provider(good);
  const { answer, attempts } = asking(["gpt-5-mini", "gpt-4.1-mini"], { openai });
  expect(await answer).toMatchObject({
    data: { price: 12 },
    model: "gpt-5-mini",
    route: { why: "gpt-5-mini was wanted" },
  });
  expect(told(attempts)).toEqual(["gpt-5-mini answered"]);
});

describe("the next model is asked after", () => {
  test.each<[string, Error, string]>([
    ["a rate limit", failing({ status: 429 }), "status-429"],
    [
      "a rate limit that would take too long",
      failing({ status: 429, headers: new Headers({ "retry-after": "1" }) }),
      "status-429",
    ],
    ["a server error", failing({ status: 500 }), "status-500"],
    ["a server that is not there", failing({ status: 503 }), "status-503"],
    ["a broken connection", failing({ code: "ECONNRESET" }), "connection"],
    ["a model that is gone", failing({ status: 404, code: "model_not_found" }), "status-404"],
    ["a question too long for it", failing({ status: 400, code: "context_length_exceeded" }), "context-length"],
  ])("%s", async (_, error, reason) => {
    const { answer, attempts } = asking(["gpt-5-mini", "gpt-4.1-mini"], { openai: provider(error, good) });
    expect(await answer).toMatchObject({ model: "gpt-4.1-mini", usage: { inputTokens: 100, outputTokens: 10 } });
    expect(told(attempts)).toEqual([`gpt-5-mini ${reason}`, "gpt-4.1-mini answered"]);
  });

  test("two answers that do not fit, which are paid for all the same", async () => {
    const { answer, attempts } = asking(["gpt-5-mini", "gpt-4.1-mini"], { openai: provider(bad, bad, good) });
    const { usage, cost, route } = await answer;
    expect(usage).toEqual({ inputTokens: 300, outputTokens: 30 });
    expect(cost).toBeCloseTo((200 * 0.25 + 20 * 2 + 100 * 0.4 + 10 * 1.6) / 1e6, 12);
    expect(route.why).toBe("gpt-4.1-mini was wanted; gpt-5-mini failed (model-answer-invalid)");
    expect(told(attempts)).toEqual(["gpt-5-mini model-answer-invalid", "gpt-4.1-mini answered"]);
    expect(attempts.map(({ spent }) => spent.usage.inputTokens)).toEqual([200, 100]);
  });

  test("a model that hangs, which is told to stop after its share", async () => {
    let stopped = false;
    const hanging = (signal: AbortSignal) =>
      new Promise<never>((_, reject) =>
        signal.addEventListener("abort", () => {
          stopped = true;
          reject(signal.reason);
        }),
      );
    const more = { milliseconds: 60 };
    const { answer, attempts } = asking(["gpt-5-mini", "gpt-4.1-mini"], { openai: provider(hanging, good), more });
    expect(await answer).toMatchObject({ model: "gpt-4.1-mini" });
    expect(stopped).toBe(true);
    expect(told(attempts)).toEqual(["gpt-5-mini slow", "gpt-4.1-mini answered"]);
  });
});

describe("the request ends at once with", () => {
  test.each<[string, object | Error, FailureCode]>([
    ["a refusal", { refusal: "no" }, "model-refused"],
    ["a filtered answer", { finishReason: "content_filter" }, "model-refused"],
    ["a request that is not understood", failing({ status: 400 }), "internal"],
  ])("%s", async (_, answer, code) => {
    const openai = provider(answer, good);
    await expect(asking(["gpt-5-mini", "gpt-4.1-mini"], { openai }).answer).rejects.toMatchObject({ code });
    expect(openai.asked).toHaveLength(1);
  });

  test("a mistake of ours", async () => {
    const openai = provider(new TypeError("not a function"), good);
    await expect(asking(["gpt-5-mini", "gpt-4.1-mini"], { openai }).answer).rejects.toThrow(TypeError);
  });
});

test.each([
  ["a spent quota", { status: 429, code: "insufficient_quota" }],
  ["a refused key", { status: 401 }],
])("after %s only other providers are asked", async (_, fields) => {
  const openai = provider(failing(fields), good);
  const openrouter = provider(good);
  const ids = ["gpt-5-mini", "gpt-4.1-mini", "openai/gpt-4.1-mini"];
  const { answer, attempts } = asking(ids, { openai, openrouter });
  expect(await answer).toMatchObject({ model: "openai/gpt-4.1-mini" });
  expect(attempts).toHaveLength(2);
  expect(openai.asked).toHaveLength(1);
});

test("after a model that is gone its successor comes first", async () => {
  const gone = failing({ status: 404 });
  const { answer } = asking(["gpt-5-mini", "gpt-4.1-mini", "gpt-5.6-terra"], { openai: provider(gone, good) });
  expect(await answer).toMatchObject({ model: "gpt-5.6-terra" });
});

test("a wait that is short enough is waited for", async () => {
  const limited = failing({ status: 429, headers: new Headers({ "retry-after": "0" }) });
  const { answer, attempts } = asking(["gpt-5-mini", "gpt-4.1-mini"], { openai: provider(limited, good) });
  expect(await answer).toMatchObject({ model: "gpt-5-mini" });
  expect(told(attempts)).toEqual(["gpt-5-mini answered"]);
});

test("who failed lately is asked last by the next request", async () => {
  const rested = cooldowns({ now: () => 0 });

  const first = asking(["gpt-5-mini", "gpt-4.1-mini"], {
    openai: provider(failing({ status: 500 }), good),
    more: { cooldowns: rested },
  });
  await first.answer;
  const second = asking(["gpt-5-mini", "gpt-4.1-mini"], {
    openai: provider(failing({ status: 500 }), good),
    more: { cooldowns: rested },
  });
  expect(await second.answer).toMatchObject({ model: "gpt-5-mini" });
  expect(told(second.attempts)).toEqual(["gpt-4.1-mini status-500", "gpt-5-mini answered"]);
});

describe("when nobody is left", () => {
  const ids = ["gpt-5-mini", "gpt-4.1-mini"];

  test("a later try may do better: the shortest wait is told", async () => {
    const limited = (seconds: string) => failing({ status: 429, headers: new Headers({ "retry-after": seconds }) });
    const { answer } = asking(ids, { openai: provider(limited("40"), limited("30")) });
    await expect(answer).rejects.toMatchObject({
      code: "model-unavailable",
      retryAfter: 30,
      message: expect.stringContaining("gpt-5-mini: status-429, gpt-4.1-mini: status-429"),
    });
  });

  test("and none gave an answer that fits, the last answer is kept", async () => {
    const kept: string[] = [];
    const more = { keepAnswer: async (text: string) => `results/${kept.push(text)}.json` };
    const { answer } = asking(ids, { openai: provider(bad, bad, bad, { content: "the last" }), more });
    await expect(answer).rejects.toMatchObject({
      code: "model-answer-invalid",
      reason: "results/1.json",
      retryable: false,
    });
    expect(kept).toEqual(["the last"]);
  });

  test("two models without an answer that fits are enough", async () => {
    const openai = provider(bad, bad, bad, bad, good);
    const { answer } = asking([...ids, "gpt-6-luna"], { openai });
    await expect(answer).rejects.toMatchObject({ code: "model-answer-invalid" });
    expect(openai.asked).toHaveLength(4);
  });

  test("the last one is asked once more after a short pause", async () => {
    const openai = provider(failing({ status: 500 }), good);
    expect(await asking(["gpt-4.1-mini"], { openai }).answer).toMatchObject({ model: "gpt-4.1-mini" });
  });
});

test("the caller's end is the end, with the caller's reason, and no listener stays behind", async () => {
  const hanging = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const { answer, attempts, caller } = asking(["gpt-5-mini", "gpt-4.1-mini"], { openai: provider(hanging, good) });
  caller.abort();
  await expect(answer).rejects.toMatchObject({ code: "deadline-exceeded" });
  expect(attempts).toEqual([]);
  expect(getEventListeners(caller.signal, "abort")).toEqual([]);
});

test("a candidate without a client is a mistake of ours", async () => {
  const { answer } = asking(["openai/gpt-5-mini"], { openai: provider(good) });
  await expect(answer).rejects.toMatchObject({ code: "internal" });
});
