import type { IsolationJudgement } from "../checks/isolation/judgement.ts";
import type { Snapshot } from "../checks/isolation/snapshot.ts";
import type { Reading } from "./reading.ts";

/** What the judge said and what the reading itself found, as one. */
export type Outcome = {
  reading: Reading;
  judgement: IsolationJudgement;
};

export type OutcomeArgs = {
  reading: Reading;
  judge: (snapshots: { a: Snapshot; b: Snapshot }) => IsolationJudgement;
};

/** Judges what was read; what the reading found or could not read weighs as much as what the judge says. */
export function outcomeOf({ reading, judge }: OutcomeArgs): Outcome {
  const [a, b] = reading.snapshots;
  const judged = judge({ a, b });
  const findings = [...judged.findings, ...reading.findings];
  // What could not be read comes first: it is often why the rest is open.
  const undecided = [...reading.undecided, ...judged.undecided];
  const verdict = findings.length > 0 ? "leaking" : undecided.length > 0 ? "undecided" : judged.verdict;
  return { reading, judgement: { ...judged, findings, undecided, verdict } };
}
