import type { Measure } from "./batch.ts";

/**
 * One stretch of a canary: the part of the traffic that the new version gets, and the rise of each measure (0.02: two
 * requests more in a hundred) that has to be findable before it gets more. Where all traffic is on the new version
 * nothing is left to compare with, and no rise is named.
 */
export type CanaryStep = { readonly weight: number; readonly regression?: Readonly<Record<Measure, number>> };

/** What is broken is found while few requests meet it, what is a little worse with a quarter of them. */
export const CANARY_STEPS: readonly CanaryStep[] = [
  { weight: 0.05, regression: { errors: 0.1, slow: 0.2 } },
  { weight: 0.25, regression: { errors: 0.02, slow: 0.2 } },
  { weight: 1 },
];
