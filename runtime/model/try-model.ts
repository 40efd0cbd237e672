import type { ChatMessage } from "../domain/completion.ts";
import { Failure } from "../domain/failure.ts";
import type { Model } from "../domain/models.ts";
import type { PaidCall } from "./cost.ts";
import type { ModelClient } from "./port.ts";
import { requestFor, type Try } from "./processor.ts";
import { providerFailure } from "./provider-failure.ts";
import type { ModelQuestion } from "./question.ts";
import { readAnswer } from "./read-answer.ts";
import { repairMessages } from "./repair.ts";

export type TryOptions = {
  readonly client: ModelClient;
  readonly model: Model;
  readonly question: ModelQuestion;
  /** Is told of every call that was answered, usably or not. */
  readonly onPaid: (call: PaidCall) => void;
};

export type Tried = { readonly data: unknown } | { readonly failure: Failure };

/** Asks one model, and once more with what was wrong where the answer does not fit. What goes wrong at the provider is returned; a mistake of ours is thrown. */
export async function tryModel({ client, model, question, onPaid }: TryOptions, signal: AbortSignal): Promise<Tried> {
  const opening: readonly ChatMessage[] = [
    { role: "system", content: question.prompt.system },
    { role: "user", content: question.prompt.user },
  ];
  const ask = async (messages: readonly ChatMessage[], round: Try) => {
    const completion = await client.complete(requestFor(model, { messages, schema: question.schema, round }), signal);
    onPaid({ model, usage: completion.usage, content: completion.content });
    return completion;
  };
  try {
    const answered = await ask(opening, "first");
    const first = readAnswer(answered, question);
    if ("data" in first) return first;
    const repaired = await ask([...opening, ...repairMessages(answered, first.problems)], "repair");
    const second = readAnswer(repaired, question);
    return "data" in second ? second : { failure: unusable(second.problems) };
  } catch (error) {
    const failure = providerFailure(error, signal);
    if (!(failure instanceof Failure)) throw failure;
    return { failure };
  }
}

function unusable(problems: readonly string[]): Failure {
  const named = problems.slice(0, 3).join("; ");
  return new Failure(
    "model-answer-invalid",
    `The model's answer does not fit the schema, also not on a second try (${named}).`,
  );
}
