import { modelClient } from "../../runtime/adapters/model-client.ts";
import { secretCache } from "../../runtime/adapters/secret-cache.ts";
import { MODELS, type Model } from "../../runtime/domain/models.ts";
import { askModel } from "../../runtime/model/ask-model.ts";
import type { Attempt } from "../../runtime/model/attempt.ts";
import { askWithFailover } from "../../runtime/model/failover.ts";
import { cooldowns } from "../../runtime/reliability/cooldown.ts";
import { queueFaults, started } from "../local/model/started.ts";
import { watchedRelay } from "./watched-relay.ts";

/** The model that meets the faults, and the one that is asked after it. */
export const PRIMARY = "gpt-5-nano";
export const FALLBACK = "gpt-4o-mini";

export const question = {
  prompt: { system: "Answer with what the page says.", user: "<page># Enamel mug\n£9.80</page>" },
  schema: { type: "object", properties: { title: { type: "string" }, price: { type: "number" } }, required: ["title"] },
  problems: (data: unknown) =>
    typeof (data as { title?: unknown }).title === "string" ? [] : ["/title: expected string"],
};

/** A model of the catalogue. */
export function known(id: string): Model {
  const model = MODELS.find((one) => one.id === id);
  if (model === undefined) throw new Error(`The catalogue has no ${id}.`);
  return model;
}

/** A client of the provider that answers here. */
export const clientFor = (baseUrl: string) =>
  modelClient({
    baseUrl,
    secrets: secretCache({ read: async () => "a-key" }),
    secretId: "model",
    correlationId: () => "the-correlation",
  });

/** A provider on loopback that meets the next calls to the primary model with faults; asked with failover, and alone. */
export async function meeting(...faults: object[]) {
  const { standIn, control } = await started();
  if (faults.length > 0) await queueFaults({ control, faults: faults.map((fault) => ({ model: PRIMARY, ...fault })) });
  const relay = await watchedRelay(standIn.port);
  const client = clientFor(relay.url);
  const attempts: Attempt[] = [];
  const kept: string[] = [];
  const keepAnswer = async (text: string) => `results/${kept.push(text)}.json`;
  const ask = (ids: readonly string[], milliseconds = 2_000, signal = new AbortController().signal) =>
    askWithFailover(
      {
        candidates: ids.map((id) => ({ model: known(id), why: "" })),
        ...{ clients: { openai: client }, question, milliseconds, keepAnswer },
        cooldowns: cooldowns({ now: Date.now }),
        onAttempt: (attempt) => attempts.push(attempt),
      },
      signal,
    );
  const alone = (milliseconds = 5_000) =>
    askModel({ client, model: known(PRIMARY), question, keepAnswer }, AbortSignal.timeout(milliseconds));
  const failed = () => attempts.flatMap(({ failure }) => failure?.reason ?? failure?.code ?? []);
  return { ask, alone, failed, kept, relay };
}
