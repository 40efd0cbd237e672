import type { Measure } from "./batch.ts";
import type { Counts } from "./evidence.ts";

/**
 * What to do with a canary now, and why in a sentence. `evidence` is what a stake of 1 on "the new version has more of
 * these" has become, `needed` is in requests of the new version.
 */
export type CanaryVerdict = { readonly sentence: string; readonly evidence: Readonly<Record<Measure, number>> } & (
  | { readonly verdict: "promote" }
  | { readonly verdict: "continue"; readonly needed: number }
  | { readonly verdict: "abort"; readonly measure: Measure; readonly counts: Counts; readonly threshold: number }
);
