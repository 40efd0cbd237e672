import type { Failure } from "../domain/failure.ts";

/** Doubled with every time that a message was handed out. */
const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 900;

export type FailedDelivery = {
  readonly failure: Pick<Failure, "code" | "retryAfter">;
  /** How often the queue has handed the message out. */
  readonly receiveCount: number;
};

/**
 * Seconds until a message that failed is handed out again: 10, 20, 40, …, or later where the failing side said so; at most
 * 15 minutes. One that is no job will not become one by waiting, and soon lies with the dead letters.
 */
export function retryDelay({ failure: { code, retryAfter = 0 }, receiveCount }: FailedDelivery): number {
  if (code === "invalid-request") return 1;
  const own = FIRST_SECONDS * 2 ** Math.min(receiveCount, 10);
  return Math.min(LONGEST_SECONDS, Math.max(own, Math.ceil(retryAfter)));
}
