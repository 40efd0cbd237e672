import { unreadable } from "../failure.ts";
import type { Counts } from "./evidence.ts";

/** What is compared: requests that failed, and requests that took longer than the threshold. */
export type Measure = "errors" | "slow";

/** What one version did with its part of the traffic. Cold starts are left out of `slow`, or every new version is slow. */
export type Arm = { readonly requests: number } & Readonly<Record<Measure, number>>;

/** Both versions in one stretch of time, seconds to minutes long; each request is in one batch only. */
export type Batch = { readonly current: Arm; readonly next: Arm };

/** One measure of a batch. */
export function countsOf({ batch: { current, next }, measure }: { batch: Batch; measure: Measure }): Counts {
  return {
    current: { requests: current.requests, hits: current[measure] },
    next: { requests: next.requests, hits: next[measure] },
  };
}

/** All batches as one. */
export function total(batches: readonly Batch[]): Batch {
  const sum = (arm: "current" | "next", what: "requests" | Measure) =>
    batches.reduce((all, batch) => all + batch[arm][what], 0);
  const arm = (which: "current" | "next") => ({
    requests: sum(which, "requests"),
    errors: sum(which, "errors"),
    slow: sum(which, "slow"),
  });
  return { current: arm("current"), next: arm("next") };
}

/** Throws `unreadable` for counts that no traffic can have. */
export function requireCounts(batches: readonly Batch[]): void {
  for (const { requests, errors, slow } of batches.flatMap(({ current, next }) => [current, next])) {
    const areWhole = [requests, errors, slow].every((count) => Number.isSafeInteger(count) && count >= 0);
    if (areWhole && errors <= requests && slow <= requests) continue;
    throw unreadable(
      `The traffic counts ${errors} errors and ${slow} slow ones in ${requests} requests.`,
      "Read the traffic of that time again; nothing is judged on it.",
    );
  }
}
