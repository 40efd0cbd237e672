import { type Batch, countsOf, type Measure } from "./batch.ts";
import { addEvidence, evidenceValue, NO_EVIDENCE } from "./evidence.ts";

export type EvidenceQuestion = {
  readonly observed: readonly Batch[];
  readonly measure: Measure;
  readonly tolerance: number;
};

/** The e-value of "the new version has more of these than is tolerated", over all batches whatever their weights. */
export function evidenceOf({ observed, measure, tolerance }: EvidenceQuestion): number {
  const after = observed.reduce(
    (evidence, batch) => addEvidence({ evidence, counts: countsOf({ batch, measure }), tolerance }),
    NO_EVIDENCE,
  );
  return evidenceValue(after);
}

/** The e-value of "the new version has fewer errors": that of the current one having more. */
export function evidenceOfFewerErrors(observed: readonly Batch[]): number {
  const swapped = observed.map(({ current, next }) => ({ current: next, next: current }));
  return evidenceOf({ observed: swapped, measure: "errors", tolerance: 0 });
}
