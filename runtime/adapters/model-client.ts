import type OpenAI from "openai";
import { Failure } from "../domain/failure.ts";
import type { Usage } from "../domain/result.ts";
import { cappedFetch } from "../reliability/capped-fetch.ts";
import type { SecretCache } from "./secret-cache.ts";

/** The first choice of a chat completion and what the call used. */
export type Completion = {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finishReason: string;
  readonly usage: Usage;
  readonly model: string;
};

type ChatBody = {
  readonly model: string;
  readonly messages: readonly { readonly role: "system" | "user" | "assistant"; readonly content: string }[];
};

/** A model provider that speaks OpenAI's protocol. */
export type ModelClient = {
  /** One completion. An HTTP error keeps its `status` and `headers`, a broken connection has no status. */
  complete(body: ChatBody, signal: AbortSignal): Promise<Completion>;
  /** Whether the provider answers and knows the model; throws what `complete` would. */
  probe(model: string, signal: AbortSignal): Promise<void>;
};

export type ModelClientOptions = {
  /** Where the provider's API starts. */
  readonly baseUrl: string;
  readonly secrets: SecretCache;
  readonly secretId: string;
  /** The id of the request this call is made for, sent along as `x-correlation-id`. */
  readonly correlationId: () => string | undefined;
};

/** Longer than any deadline of a caller: the caller's signal is what ends a call. */
const CALL_MILLISECONDS = 120_000;

/** Far above what the longest answer that is asked for takes; more is not read. */
const ANSWER_BYTES = 2_000_000;

const boundedFetch = cappedFetch({
  bytes: ANSWER_BYTES,
  tooLarge: () =>
    new Failure("model-answer-invalid", `The model's answer is larger than ${ANSWER_BYTES} bytes and was not read.`, {
      reason: "answer-too-large",
    }),
});

/** The provider behind the openai package, which makes each call once: who calls decides about another try. A refused key is read again, once. */
export function modelClient({ baseUrl, secrets, secretId, correlationId }: ModelClientOptions): ModelClient {
  const call = async <Answer>(ask: (client: OpenAI) => Promise<Answer>, signal: AbortSignal): Promise<Answer> => {
    // Evaluated with the first call: a function starts without it.
    const { default: Client, AuthenticationError } = await import("openai");
    const key = await readable(secrets.get({ id: secretId }, signal));
    const asking = (apiKey: string) => ask(new Client(options({ apiKey, baseUrl, id: correlationId() })));
    try {
      return await asking(key);
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      const next = await readable(secrets.refresh({ id: secretId, stale: key }, signal));
      if (next === key) throw error;
      return asking(next);
    }
  };
  return {
    async complete(body, signal) {
      const messages = [...body.messages];
      const asked = { ...body, messages, stream: false } as const;
      return firstChoice(await call((client) => client.chat.completions.create(asked, { signal }), signal));
    },
    probe: (model, signal) => call(async (client) => void (await client.models.retrieve(model, { signal })), signal),
  };
}

function options({ apiKey, baseUrl, id }: { apiKey: string; baseUrl: string; id: string | undefined }) {
  return {
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: CALL_MILLISECONDS,
    fetch: boundedFetch,
    defaultHeaders: id === undefined ? {} : { "x-correlation-id": id },
  } as const;
}

/** A key that cannot be read is the provider's trouble, not the request's: another provider may have one. */
async function readable(key: Promise<string>): Promise<string> {
  try {
    return await key;
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code === "deadline-exceeded") throw cause;
    throw new Failure("model-unavailable", "The key of the model provider cannot be read; an operator has to look.", {
      reason: "key-unreadable",
      cause,
    });
  }
}

function firstChoice({ choices, usage, model }: OpenAI.ChatCompletion): Completion {
  const choice = choices?.[0];
  if (!choice?.message) throw new Failure("model-answer-invalid", "The model answered without a choice.");
  return {
    content: choice.message.content ?? null,
    refusal: choice.message.refusal ?? null,
    finishReason: choice.finish_reason,
    usage: { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 },
    model,
  };
}
