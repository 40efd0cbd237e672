import type { Model } from "../domain/models.ts";
import type { Usage } from "../domain/result.ts";
import { type PaidCall, spentOn } from "./cost.ts";
import { type KeepAnswer, withKeptAnswer } from "./keep-answer.ts";
import type { ModelClient } from "./port.ts";
import type { ModelQuestion } from "./question.ts";
import { tryModel } from "./try-model.ts";

export type Ask = {
  readonly client: ModelClient;
  readonly model: Model;
  readonly question: ModelQuestion;
  /** Keeps the last answer where none could be used. */
  readonly keepAnswer?: KeepAnswer | undefined;
};

export type ModelAnswer = {
  readonly data: unknown;
  /** The id of the model as it is in the catalogue. */
  readonly model: string;
  /** Of all calls together, also of those whose answers could not be used. */
  readonly usage: Usage;
  /** US dollars; absent where the catalogue has no price. */
  readonly cost?: number;
};

/**
 * Asks one model one question, and once more with what was wrong where the answer does not fit. Throws `model-refused`,
 * `model-answer-invalid`, `model-unavailable` (with the provider's waiting time) or `deadline-exceeded`.
 */
export async function askModel(
  { client, model, question, keepAnswer }: Ask,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const paid: PaidCall[] = [];
  const tried = await tryModel({ client, model, question, onPaid: (call) => paid.push(call) }, signal);
  if ("data" in tried) return { data: tried.data, model: model.id, ...spentOn(paid) };
  throw await withKeptAnswer({ failure: tried.failure, calls: paid, keepAnswer }, signal);
}
