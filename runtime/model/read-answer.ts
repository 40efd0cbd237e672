import type { ModelCompletion } from "../domain/completion.ts";
import { Failure } from "../domain/failure.ts";
import type { ModelQuestion } from "./question.ts";

export type Read = { readonly data: unknown } | { readonly problems: readonly string[] };

/** A fence of three backticks around the whole answer, as models without structured output like to draw it. */
const FENCE = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/;

/** The data of an answer, or why it cannot be used; throws `model-refused`. */
export function readAnswer({ content, refusal, finishReason }: ModelCompletion, { problems }: ModelQuestion): Read {
  if (refusal !== null || finishReason === "content_filter") {
    throw new Failure("model-refused", "The model refuses to answer this; change the instructions or the page.");
  }
  if (finishReason === "length") return { problems: ["the answer was cut off; answer more briefly"] };
  const text = content ?? "";
  try {
    const data: unknown = JSON.parse(FENCE.exec(text)?.[1] ?? text);
    const found = problems(data);
    return found.length > 0 ? { problems: found } : { data };
  } catch (error) {
    if (error instanceof SyntaxError) return { problems: ["the answer is not JSON"] };
    throw error;
  }
}
