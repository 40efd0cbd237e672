import type OpenAI from "openai";
import { ANSWER_CAP, type ChatMessage, firstChoice, type ModelCompletion, unstreamed } from "../domain/completion.ts";
import { Failure } from "../domain/failure.ts";
import { cappedFetch } from "../reliability/capped-fetch.ts";
import type { SecretCache } from "./secret-cache.ts";

type ChatBody = { readonly model: string; readonly messages: readonly ChatMessage[] };

/** A model provider that speaks OpenAI's protocol. */
export type ModelClient = {
  /** One completion. An HTTP error keeps its `status` and `headers`, a broken connection has no status. */
  complete(body: ChatBody, signal: AbortSignal): Promise<ModelCompletion>;
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

const boundedFetch = cappedFetch(ANSWER_CAP);

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
      const asked = unstreamed(body);
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
