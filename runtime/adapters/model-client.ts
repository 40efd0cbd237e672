import OpenAI, { AuthenticationError } from "openai";
import { Failure } from "../domain/failure.ts";
import type { Usage } from "../domain/result.ts";
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
  /** Absent for the provider's own address. */
  readonly baseUrl: string | undefined;
  readonly secrets: SecretCache;
  readonly secretId: string;
  /** The id of the request this call is made for, sent along as `x-correlation-id`. */
  readonly correlationId: () => string | undefined;
};

/** Said outright, so that no variable of the environment says something else. */
const OPENAI = "https://api.openai.com/v1";

/** Longer than any deadline of a caller: the caller's signal is what ends a call. */
const CALL_MILLISECONDS = 120_000;

/** The provider behind the openai package, which makes each call once: who calls decides about another try. A refused key is read again, once. */
export function modelClient({ baseUrl, secrets, secretId, correlationId }: ModelClientOptions): ModelClient {
  const call = async <Answer>(ask: (client: OpenAI) => Promise<Answer>, signal: AbortSignal): Promise<Answer> => {
    const key = await secrets.get({ id: secretId }, signal);
    try {
      return await ask(provider(key, baseUrl, correlationId()));
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      const next = await secrets.refresh({ id: secretId, stale: key }, signal);
      if (next === key) throw error;
      return ask(provider(next, baseUrl, correlationId()));
    }
  };
  return {
    complete: (body, signal) =>
      call(async (client) => {
        const messages = [...body.messages];
        return firstChoice(await client.chat.completions.create({ ...body, messages, stream: false }, { signal }));
      }, signal),
    probe: (model, signal) => call(async (client) => void (await client.models.retrieve(model, { signal })), signal),
  };
}

function provider(apiKey: string, baseURL: string | undefined, correlationId: string | undefined): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseURL ?? OPENAI,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: CALL_MILLISECONDS,
    defaultHeaders: correlationId === undefined ? {} : { "x-correlation-id": correlationId },
  });
}

function firstChoice({ choices, usage, model }: OpenAI.ChatCompletion): Completion {
  const choice = choices?.[0];
  if (choice === undefined) throw new Failure("model-answer-invalid", "The model answered without a choice.");
  return {
    content: choice.message.content,
    refusal: choice.message.refusal ?? null,
    finishReason: choice.finish_reason,
    usage: { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 },
    model,
  };
}
