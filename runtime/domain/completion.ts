import { Failure } from "./failure.ts";
import type { Usage } from "./result.ts";

export type ChatMessage = { readonly role: "system" | "user" | "assistant"; readonly content: string };

/** The first choice of a completion and what the call used. */
export type ModelCompletion = {
  readonly content: string | null;
  readonly refusal: string | null;
  /** `stop`, `length`, `content_filter` or another word of the provider. */
  readonly finishReason: string;
  readonly usage: Usage;
  /** The id of the model that answered, as the provider names it. */
  readonly model: string;
};

/** The part of a chat completion, in OpenAI's protocol, that is read. A provider may leave out what the protocol promises. */
type ChatAnswer = {
  readonly choices?: readonly Choice[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | undefined;
  readonly model: string;
};

type Choice = {
  readonly message?: { readonly content?: string | null; readonly refusal?: string | null };
  readonly finish_reason: string;
};

/** The most bytes a provider's answer may have: far more than the longest that is asked for. */
const ANSWER_BYTES = 2_000_000;

/** How much of a provider's answer is read, and what a larger one fails with: `model-answer-invalid`. */
export const ANSWER_CAP = {
  bytes: ANSWER_BYTES,
  tooLarge: () =>
    new Failure("model-answer-invalid", `The model's answer has more than ${ANSWER_BYTES} bytes and was not read.`, {
      reason: "answer-too-large",
    }),
};

/** The body of a request whose answer comes in one piece. */
export function unstreamed<Body extends { readonly messages: readonly ChatMessage[] }>(body: Body) {
  return { ...body, messages: [...body.messages], stream: false as const };
}

/** What is used of a provider's answer. Throws `model-answer-invalid` for one without a choice. */
export function firstChoice({ choices, usage, model }: ChatAnswer): ModelCompletion {
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
