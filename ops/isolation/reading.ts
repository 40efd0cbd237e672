import type { IsolationFinding, Undecided } from "../checks/isolation/judgement.ts";
import type { Snapshot } from "../checks/isolation/snapshot.ts";
import type { Mode } from "./mode.ts";

/** Both stages as one mode reads them, preview first. */
export type Reading = {
  mode: Mode;
  snapshots: readonly [Snapshot, Snapshot];
  /** The exported files, in mode `export`. */
  files?: readonly [string, string];
  /** What the comparison of account and states found, in mode `live`. */
  findings: readonly IsolationFinding[];
  /** What could not be read. */
  undecided: readonly Undecided[];
  /** What a person should know of how it was read: why not a stronger mode, what takes no part. */
  notes: readonly string[];
};
