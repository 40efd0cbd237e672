import { Failure } from "../domain/failure.ts";
import { within } from "../reliability/within.ts";
import type { PaidCall } from "./cost.ts";

/** Stores an answer that could not be used and returns the key it is found by. */
export type KeepAnswer = (text: string, signal: AbortSignal) => Promise<string>;

export type Unusable = {
  readonly failure: Failure;
  /** What was answered before the failure. */
  readonly calls: readonly PaidCall[];
  /** Absent where nothing is kept. */
  readonly keepAnswer: KeepAnswer | undefined;
};

const KEEP_MILLISECONDS = 3_000;

/** A failure over answers that could not be used, with the key of the last one as its reason; other failures as they are. Where the answer could not be kept, the failure says so. */
export async function withKeptAnswer({ failure, calls, keepAnswer }: Unusable, signal: AbortSignal): Promise<Failure> {
  const answer = calls.findLast(({ content }) => content)?.content;
  if (failure.code !== "model-answer-invalid" || !answer || !keepAnswer) return failure;
  const said = (note: string, options: { reason: string; cause: unknown }) =>
    new Failure(failure.code, `${failure.message} ${note}`, options);
  try {
    const work = (inner: AbortSignal) => keepAnswer(answer, inner);
    const key = await within({ milliseconds: KEEP_MILLISECONDS, work }, signal);
    return said(`The last answer is kept as ${key}.`, { reason: key, cause: failure });
  } catch (error) {
    return said("The last answer could not be kept.", { reason: "answer-not-kept", cause: error });
  }
}
