import OpenAI from "openai";
import { Failure } from "../../runtime/domain/failure.ts";
import type { ModelClient, ModelCompletion } from "../../runtime/model/port.ts";
import { cappedFetch } from "../../runtime/reliability/capped-fetch.ts";

export type ProviderClient = {
  readonly apiKey: string;
  readonly baseUrl: string;
};

/** Longer than any deadline of a caller: the caller's signal is what ends a call. */
const CALL_MILLISECONDS = 300_000;

/** The most bytes a provider's answer may have: far more than the longest that is asked for. */
const ANSWER_BYTES = 2_000_000;

const boundedFetch = cappedFetch({
  bytes: ANSWER_BYTES,
  tooLarge: () =>
    new Failure("model-answer-invalid", `The model's answer has more than ${ANSWER_BYTES} bytes and was not read.`, {
      reason: "answer-too-large",
    }),
});

/** A provider of OpenAI's protocol, asked with the operator's own key. Each call is made once: who calls decides about another try. */
export function providerClient({ apiKey, baseUrl }: ProviderClient): ModelClient {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: CALL_MILLISECONDS,
    fetch: boundedFetch,
  });
  return { complete: (body, signal) => complete(client, body, signal) };
}

type ChatBody = {
  readonly model: string;
  readonly messages: readonly { readonly role: "system" | "user" | "assistant"; readonly content: string }[];
};

async function complete(client: OpenAI, body: ChatBody, signal: AbortSignal): Promise<ModelCompletion> {
  const messages = [...body.messages];
  const answer = await client.chat.completions.create({ ...body, messages, stream: false }, { signal });
  const { choices, usage, model } = answer;
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
