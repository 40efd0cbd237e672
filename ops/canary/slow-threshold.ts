import { unreadable } from "../failure.ts";

/** Below this nothing is slow: so little is the machine's, not the version's, and nobody who waits for a page can tell. */
const LEAST_SLOW = 5;

/**
 * The milliseconds that a part of the current version's requests (`part` 0.95: 95 of 100) stayed within, 5 at least. It has to come
 * from before the canary: a threshold that the judged requests had a say in proves nothing about them. Throws
 * `unreadable` for fewer than 20 requests.
 */
export function slowThreshold({
  milliseconds,
  part = 0.95,
}: {
  readonly milliseconds: readonly number[];
  readonly part?: number;
}): number {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const threshold = sorted[Math.ceil(sorted.length * part) - 1];
  if (sorted.length < 20 || threshold === undefined) {
    throw unreadable(
      `The current version answered ${sorted.length} requests, too few to say what is slow.`,
      "Take a longer time before the canary, or send smoke traffic; 20 requests are the least.",
    );
  }
  return Math.max(threshold, LEAST_SLOW);
}
