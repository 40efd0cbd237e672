import { describe, expect, test } from "vitest";
import { askModel } from "../../runtime/model/ask-model.ts";
import { askWithFailover } from "../../runtime/model/failover.ts";
import { cooldowns } from "../../runtime/reliability/cooldown.ts";
import { queueFaults, started } from "../local/model/started.ts";
import { clientFor, FALLBACK, known, meeting, PRIMARY, question } from "./model-meeting.ts";

const twice = { times: 2 };

describe("what a provider can do, told as a failure when it is asked alone, and got over with a second model", () => {
  test.each<[string, object, string, string]>([
    ["limits the rate", { fault: "429" }, "model-unavailable", "status-429"],
    ["limits it for a minute", { fault: "429-retry-after", seconds: 60 }, "model-unavailable", "status-429"],
    ["has an error", { fault: "500" }, "model-unavailable", "status-500"],
    ["is not available", { fault: "503" }, "model-unavailable", "status-503"],
    ["resets the connection", { fault: "reset" }, "model-unavailable", "connection"],
    ["answers what is no JSON", { fault: "invalid-json", ...twice }, "model-answer-invalid", "model-answer-invalid"],
    ["breaks off its JSON", { fault: "truncated", ...twice }, "model-answer-invalid", "model-answer-invalid"],
    ["answers to another schema", { fault: "wrong-schema", ...twice }, "model-answer-invalid", "model-answer-invalid"],
    ["answers nothing", { fault: "empty-choices" }, "model-answer-invalid", "model-answer-invalid"],
    ["answers ten megabytes", { fault: "huge" }, "model-answer-invalid", "answer-too-large"],
  ])("it %s", async (_, fault, code, reason) => {
    const single = await meeting(fault);
    await expect(single.alone()).rejects.toMatchObject({ code });
    const both = await meeting(fault);
    expect(await both.ask([PRIMARY, FALLBACK])).toMatchObject({ model: FALLBACK, data: { title: "Enamel mug" } });
    expect(both.failed()).toEqual([reason]);
  });

  test.each([["hang"], ["hang-mid"]])("it hangs: %s", async (fault) => {
    const single = await meeting({ fault });
    await expect(single.alone(300)).rejects.toMatchObject({ code: "deadline-exceeded" });
    const both = await meeting({ fault });
    const began = performance.now();
    expect(await both.ask([PRIMARY, FALLBACK], 1_000)).toMatchObject({ model: FALLBACK });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(both.failed()).toEqual(["slow"]);
    await expect.poll(() => both.relay.closed(), { timeout: 2_000 }).toBe(1);
  });
});

test("an answer that does not fit is repaired once, and both calls are paid for", async () => {
  const { ask, failed } = await meeting({ fault: "wrong-schema" });
  const { model, usage, cost } = await ask([PRIMARY, FALLBACK]);
  expect(model).toBe(PRIMARY);
  expect(failed()).toEqual([]);
  const once = await (await meeting()).ask([PRIMARY]);
  expect(usage.inputTokens).toBeGreaterThan(2 * once.usage.inputTokens);
  expect(cost).toBeCloseTo((usage.inputTokens * 0.05 + usage.outputTokens * 0.4) / 1e6, 12);
});

test("a fallback's cost is its own and that of the answers before it", async () => {
  const { ask } = await meeting({ fault: "wrong-schema", ...twice });
  const { usage, cost } = await ask([PRIMARY, FALLBACK]);
  const alone = await (await meeting()).ask([FALLBACK]);
  const rest = usage.inputTokens - alone.usage.inputTokens;
  expect(rest).toBeGreaterThan(0);
  const primaryCost = (rest * 0.05 + (usage.outputTokens - alone.usage.outputTokens) * 0.4) / 1e6;
  expect(cost).toBeCloseTo((alone.cost ?? Number.NaN) + primaryCost, 12);
});

test("a limit that names a short wait is waited for", async () => {
  const { ask, failed } = await meeting({ fault: "429-retry-after", seconds: 1 });
  const began = performance.now();
  expect(await ask([PRIMARY, FALLBACK], 6_000)).toMatchObject({ model: PRIMARY });
  expect(performance.now() - began).toBeGreaterThan(990);
  expect(failed()).toEqual([]);
});

test("a spent quota is not asked again at the same provider", async () => {
  const { ask, failed, alone } = await meeting({ fault: "429-quota", ...twice });
  await expect(ask([PRIMARY, FALLBACK])).rejects.toMatchObject({ code: "model-unavailable", reason: "quota-spent" });
  expect(failed()).toEqual(["quota-spent"]);
  await expect(alone()).rejects.toMatchObject({ reason: "quota-spent" });
});

test("a provider that cannot be used is got over with another provider", async () => {
  const near = await started();
  const far = await started();
  await queueFaults({ control: near.control, faults: [{ fault: "429-quota", times: 9 }] });
  const passedOn = { ...known(PRIMARY), provider: "openrouter" as const };
  const candidates = [known(PRIMARY), known(FALLBACK), passedOn].map((model) => ({ model, why: "" }));
  const clients = { openai: clientFor(near.standIn.url), openrouter: clientFor(far.standIn.url) };
  const asked = { candidates, clients, question, milliseconds: 2_000, cooldowns: cooldowns({ now: Date.now }) };
  expect(await askWithFailover(asked, AbortSignal.timeout(5_000))).toMatchObject({ data: { title: "Enamel mug" } });
  const { total } = (await (await fetch(`${near.control}/calls`)).json()) as { total: number };
  expect(total).toBe(1);
});

test("a refusal is an answer: nobody else is asked", async () => {
  const { ask, alone } = await meeting({ fault: "refusal", ...twice });
  await expect(ask([PRIMARY, FALLBACK])).rejects.toMatchObject({ code: "model-refused", retryable: false });
  await expect(alone()).rejects.toMatchObject({ code: "model-refused" });
});

test("a model past its shutdown date is followed by its successor", async () => {
  const { standIn } = await started({ now: () => new Date("2026-12-11T00:00:00Z") });
  const client = clientFor(standIn.url);
  const ids = [PRIMARY, FALLBACK, "gpt-5.6-luna"];
  const candidates = ids.map((id) => ({ model: known(id), why: "" }));
  const asked = { candidates, clients: { openai: client }, question, cooldowns: cooldowns({ now: Date.now }) };
  const { signal } = new AbortController();
  expect(await askWithFailover({ ...asked, milliseconds: 2_000 }, signal)).toMatchObject({ model: "gpt-5.6-luna" });
  const alone = askModel({ client, model: known(PRIMARY), question }, signal);
  await expect(alone).rejects.toMatchObject({ code: "model-unavailable", reason: "status-404" });
});

test("a call that is answered leaves no timer behind", async () => {
  const { ask } = await meeting({ fault: "500" });
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await ask([PRIMARY, FALLBACK], 60_000);
  expect(timers()).toBeLessThanOrEqual(before);
});

test("when no answer fits, the last one is kept", async () => {
  const { ask, kept } = await meeting({ fault: "invalid-json", ...twice });
  await expect(ask([PRIMARY])).rejects.toMatchObject({ code: "model-answer-invalid", reason: "results/1.json" });
  expect(kept).toEqual([expect.stringContaining("Here is what I found")]);
});

test("ten megabytes are not read to their end, and the connection is closed", async () => {
  const { alone, relay } = await meeting({ fault: "huge" });
  await expect(alone()).rejects.toMatchObject({ reason: "answer-too-large" });
  await expect.poll(() => relay.open(), { timeout: 2_000 }).toBe(0);
  expect(relay.received()).toBeLessThan(8_000_000);
});

describe("a caller who leaves", () => {
  test.each([["hang"], ["hang-mid"]])("is followed by the call, and its connection is closed: %s", async (fault) => {
    const caller = new AbortController();
    const { ask, relay } = await meeting({ fault, times: 3 });
    const asking = ask([PRIMARY, FALLBACK], 60_000, caller.signal);
    await expect.poll(() => relay.open()).toBe(1);
    caller.abort();
    await expect(asking).rejects.toMatchObject({ code: "deadline-exceeded" });
    await expect.poll(() => relay.open(), { timeout: 2_000 }).toBe(0);
  });

  test("while a limit is waited for, is not kept waiting", async () => {
    const caller = new AbortController();
    const { ask } = await meeting({ fault: "429-retry-after", seconds: 5 });
    const asking = ask([PRIMARY], 60_000, caller.signal);
    setTimeout(() => caller.abort(), 100);
    const began = performance.now();
    await expect(asking).rejects.toMatchObject({ code: "deadline-exceeded" });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

test("nobody is asked for longer than the whole time", async () => {
  const { ask, failed } = await meeting({ fault: "hang" }, { fault: "hang", model: FALLBACK });
  const began = performance.now();
  await expect(ask([PRIMARY, FALLBACK], 600)).rejects.toMatchObject({ code: "model-unavailable", retryable: true });
  expect(performance.now() - began).toBeLessThan(900);
  expect(failed()).toEqual(["slow", "slow"]);
});
