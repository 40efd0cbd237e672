import { Failure } from "../domain/failure.ts";
import type { Model } from "../domain/models.ts";
import type { Usage } from "../domain/result.ts";
import { costOf } from "./cost.ts";
import type { ChatMessage, ModelClient, ModelCompletion } from "./port.ts";
import { requestFor } from "./processor.ts";
import { providerFailure } from "./provider-failure.ts";
import type { ModelQuestion } from "./question.ts";

export type Ask = { readonly client: ModelClient; readonly model: Model; readonly question: ModelQuestion };

export type ModelAnswer = {
  readonly data: unknown;
  /** The id of the model as it is in the catalogue. */
  readonly model: string;
  /** Of all calls together. */
  readonly usage: Usage;
  /** US dollars; absent where the catalogue has no price. */
  readonly cost?: number;
};

type Read = { data: unknown } | { problems: readonly string[] };

/**
 * Asks one model one question, and once more with what was wrong where the answer does not fit. Throws `model-refused`,
 * `model-answer-invalid`, `model-unavailable` (with the provider's waiting time) or `deadline-exceeded`.
 */
export async function askModel({ client, model, question }: Ask, signal: AbortSignal): Promise<ModelAnswer> {
  const opening: readonly ChatMessage[] = [
    { role: "system", content: question.prompt.system },
    { role: "user", content: question.prompt.user },
  ];
  const first = await complete({ client, model, question }, opening, signal);
  const read = readAnswer(first, question);
  if ("data" in read) return answer({ model, data: read.data, usage: first.usage });
  const second = await complete({ client, model, question }, [...opening, ...repair(first, read.problems)], signal);
  const repaired = readAnswer(second, question);
  if ("data" in repaired) return answer({ model, data: repaired.data, usage: sum(first.usage, second.usage) });
  throw new Failure(
    "model-answer-invalid",
    `The model's answer does not fit the schema, also not on a second try (${repaired.problems.slice(0, 3).join("; ")}).`,
  );
}

async function complete(
  { client, model, question }: Ask,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
): Promise<ModelCompletion> {
  try {
    return await client.complete(requestFor(model, { messages, schema: question.schema }), signal);
  } catch (error) {
    throw providerFailure(error, signal);
  }
}

function readAnswer({ content, refusal, finishReason }: ModelCompletion, { problems }: ModelQuestion): Read {
  if (refusal !== null || finishReason === "content_filter") {
    throw new Failure("model-refused", "The model refuses to answer this; change the instructions or the page.");
  }
  if (finishReason === "length") return { problems: ["the answer was cut off; answer more briefly"] };
  try {
    const data: unknown = JSON.parse(content ?? "");
    const found = problems(data);
    return found.length > 0 ? { problems: found } : { data };
  } catch (error) {
    if (error instanceof SyntaxError) return { problems: ["the answer is not JSON"] };
    throw error;
  }
}

function repair({ content }: ModelCompletion, problems: readonly string[]): ChatMessage[] {
  return [
    { role: "assistant", content: content ?? "" },
    {
      role: "user",
      content: `Your answer cannot be used:\n${problems.map((problem) => `- ${problem}`).join("\n")}\nAnswer again with the whole JSON object, corrected.`,
    },
  ];
}

function answer({ model, data, usage }: { model: Model; data: unknown; usage: Usage }): ModelAnswer {
  const cost = costOf(model, usage);
  return { data, model: model.id, usage, ...(cost === undefined ? {} : { cost }) };
}

function sum(a: Usage, b: Usage): Usage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}
