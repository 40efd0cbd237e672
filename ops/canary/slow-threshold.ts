import { unreadable } from "../failure.ts";

/**
 * The milliseconds that a part of the current version's requests (`part` 0.95: 95 of 100) stayed within. It has to come
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
  return threshold;
}
