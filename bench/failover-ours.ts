import { secretCache } from "../runtime/adapters/secret-cache.ts";
import { modelAsking } from "../runtime/flow/model-asking.ts";
import { modelClients } from "../runtime/flow/model-clients.ts";
import { cooldowns } from "../runtime/reliability/cooldown.ts";
import type { FailoverQuestion } from "./failover-question.ts";

export type FailoverAsk = {
  /** Where the provider is. */
  readonly url: string;
  readonly question: FailoverQuestion;
  readonly today: Date;
};

export type Answered = { readonly data: unknown; readonly model: string };

const PREVIEW = {
  STAGE: "preview",
  GPT5_ENABLED: true,
  FORCE_GPT4: false,
  UNIFIED_EXTRACTOR_ENABLED: true,
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: 500,
} as const;

/** Asks as the worker of preview does, in a process that knows nothing yet of who failed. */
export async function askOurs({ url, question, today }: FailoverAsk, signal: AbortSignal): Promise<Answered> {
  const clients = modelClients({
    keys: { openai: "openai-api-key" },
    baseUrl: url,
    secrets: secretCache({ read: async () => "a-key" }),
    correlationId: () => undefined,
  });
  const ask = modelAsking({
    settings: PREVIEW,
    clients,
    cooldowns: cooldowns({ now: Date.now }),
    now: () => today.getTime(),
    onRoute: () => undefined,
  });
  return ask(question, signal);
}
