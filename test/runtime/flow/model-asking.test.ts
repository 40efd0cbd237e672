import { expect, test } from "vitest";
import type { Settings } from "../../../runtime/domain/settings.ts";
import { modelAsking, routedModels } from "../../../runtime/flow/model-asking.ts";
import { modelProbe } from "../../../runtime/flow/model-probe.ts";
import type { ModelClients } from "../../../runtime/model/failover.ts";
import { cooldowns } from "../../../runtime/reliability/cooldown.ts";
import { failing, provider, question } from "../model/sample-model.ts";

const now = () => Date.parse("2026-11-21T23:59:59Z");
const settings: Settings = {
  STAGE: "preview",
  GPT5_ENABLED: true,
  FORCE_GPT4: false,
  UNIFIED_EXTRACTOR_ENABLED: true,
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: 500,
};
const asked = {
  ...question,
  prompt: { ...question.prompt, version: "1" },
  text: "",
  url: "https://a.example/",
  title: null,
};
const good = { content: '{"price": 12}' };

/** Asks through these clients; who was on the list, and who was asked. */
async function outcome(clients: ModelClients, stage: "preview" | "production" = "preview") {
  const order: string[] = [];
  const attempts: string[] = [];
  const ask = modelAsking({
    settings: { ...settings, STAGE: stage },
    ...{ clients, now, cooldowns: cooldowns({ now }) },
    onRoute: ({ candidates }) => order.push(...candidates.map(({ model }) => model.id)),
    onAttempt: ({ model, failure }) => attempts.push(`${model.id} ${failure?.reason ?? "answered"}`),
  });
  const answer = await ask(asked, AbortSignal.timeout(5_000));
  return { answer, order, attempts };
}

test("a question goes to the model that stage and day lead to, and the reason comes with the answer", async () => {
  const { answer, order } = await outcome({ openai: provider(good) });
  expect(order).toEqual(["gpt-5-nano", "gpt-4o-mini", "gpt-5.6-luna", "gpt-6-luna"]);
  expect(answer).toMatchObject({ model: "gpt-5-nano", route: { why: expect.stringContaining("nano tier") } });
});

test("production falls back within the stable family", async () => {
  const { answer, order, attempts } = await outcome({ openai: provider(failing({ status: 500 }), good) }, "production");
  expect(order).toEqual(["gpt-4o-mini", "gpt-6-luna"]);
  expect(attempts).toEqual(["gpt-4o-mini status-500", "gpt-6-luna answered"]);
  expect("cost" in answer).toBe(false);
});

test("a second provider is asked where the stage has its key", async () => {
  const openai = provider(failing({ status: 429, code: "insufficient_quota" }));
  const { attempts } = await outcome({ openai, openrouter: provider(good) });
  expect(attempts).toEqual(["gpt-5-nano quota-spent", "openai/gpt-5-nano answered"]);
});

test("the probe asks each provider for the models that questions go to first", async () => {
  const probed: string[] = [];
  const openai = { complete: provider().complete, probe: async (id: string) => void probed.push(id) };
  const told = await modelProbe({ settings, now, clients: { openai } })(AbortSignal.timeout(1_000));
  expect(probed).toEqual(["gpt-5-nano", "gpt-5-mini", "gpt-5"]);
  expect(told).toBe("gpt-5-nano, gpt-5-mini, gpt-5");
  expect(routedModels({ settings, now, clients: { openai } })).toHaveLength(3);
});

test("the probe says what the provider says", async () => {
  const openai = { complete: provider().complete, probe: () => Promise.reject(failing({ status: 404 })) };
  const probe = modelProbe({ settings, now, clients: { openai } })(AbortSignal.timeout(1_000));
  await expect(probe).rejects.toMatchObject({ code: "model-unavailable", reason: "status-404" });
});
