import { Failure } from "../domain/failure.ts";
import type { Attempt } from "./attempt.ts";

/**
 * What a request failed with when nobody is left to ask: the only failure there was; `model-unavailable` with the shortest
 * wait where a later try may do better; else the last failure.
 */
export function finalFailure(attempts: readonly Attempt[]): Failure {
  const failed = attempts.flatMap(({ model, failure }) => (failure ? [{ model, failure }] : []));
  const last = failed.at(-1)?.failure;
  if (last === undefined)
    return new Failure("deadline-exceeded", "There was no time left to ask a model; try again later.");
  if (failed.length === 1 || failed.every(({ failure }) => !failure.retryable)) return last;
  const told = failed.map(({ model, failure }) => `${model.id}: ${failure.reason ?? failure.code}`).join(", ");
  const waits = failed.flatMap(({ failure }) => failure.retryAfter ?? []);
  return new Failure("model-unavailable", `None of the models could be used now (${told}); try again later.`, {
    reason: "all-failed",
    ...(waits.length > 0 ? { retryAfter: Math.min(...waits) } : {}),
    cause: last,
  });
}
