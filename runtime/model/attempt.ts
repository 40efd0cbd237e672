import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../domain/failure.ts";
import type { Model } from "../domain/models.ts";
import { within } from "../reliability/within.ts";
import { pauseBefore } from "./after-failure.ts";
import type { Spent } from "./cost.ts";
import { providerFailure } from "./provider-failure.ts";
import { type Tried, type TryOptions, tryModel } from "./try-model.ts";

/** How one model did. */
export type Attempt = {
  readonly model: Model;
  readonly milliseconds: number;
  /** On answers, usable or not; what a call used that was given up is not known. */
  readonly spent: Spent;
  /** Absent where it answered. */
  readonly failure?: Failure;
};

export type AttemptOptions = TryOptions & {
  /** What this model may take, pauses included. */
  readonly milliseconds: number;
  /** Whether nobody is left to ask after it. */
  readonly last: boolean;
};

/** Asks one model within its share of the time, once more after a pause where that promises something. Throws only when the caller's signal ends, and mistakes of ours. */
export async function attemptModel(
  { milliseconds, last, ...asking }: AttemptOptions,
  signal: AbortSignal,
): Promise<Tried> {
  const end = performance.now() + milliseconds;
  const work = async (inner: AbortSignal): Promise<Tried> => {
    const tried = await tryModel(asking, inner);
    if ("data" in tried) return tried;
    const wait = pauseBefore({ failure: tried.failure, left: end - performance.now(), last });
    if (wait === undefined) return tried;
    await pause(wait, undefined, { signal: inner });
    return tryModel(asking, inner);
  };
  try {
    const tried = await within({ milliseconds, work }, signal);
    return "failure" in tried && tried.failure.code === "deadline-exceeded" ? { failure: slow(milliseconds) } : tried;
  } catch (error) {
    if (signal.aborted) throw providerFailure(error, signal);
    if (error instanceof DOMException && error.name === "TimeoutError") return { failure: slow(milliseconds) };
    throw error;
  }
}

function slow(milliseconds: number): Failure {
  const seconds = (milliseconds / 1_000).toFixed(1);
  return new Failure("model-unavailable", `The model did not answer within ${seconds} s; try again later.`, {
    reason: "slow",
  });
}
