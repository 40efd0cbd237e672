import { Failure } from "../domain/failure.ts";
import type { PastMigration } from "./history.ts";
import type { RunRecord } from "./run-record.ts";
import type { RollbackMode } from "./run-types.ts";

export type RollbackAsked = { readonly migration: string; readonly codeHash: string; readonly mode: RollbackMode };

/** Throws `invalid-request` when a run may not be rolled back as asked: by other code, or past a later run that stands in the way. */
export function requireRollbackRight(
  { run, state, codeHash, parameters }: RunRecord,
  { asked, past }: { readonly asked: RollbackAsked; readonly past: PastMigration | undefined },
): void {
  if (parameters.migration !== asked.migration) {
    throw new Failure(
      "invalid-request",
      `Run ${run} is of migration ${parameters.migration}, not of ${asked.migration}.`,
    );
  }
  if (asked.mode === "down" && codeHash !== asked.codeHash) {
    throw new Failure(
      "invalid-request",
      `Run ${run} was made with the code ${codeHash} of ${parameters.migration}, and this is ${asked.codeHash}. Transform back with that code, or roll back by image.`,
      { reason: "other-code" },
    );
  }
  if (past === undefined || past.run === run || past.state === "rolled-back") return;
  if (past.state !== "applied") {
    throw new Failure(
      "invalid-request",
      `Run ${past.run} of the same migration is unfinished. Go on with it, or roll it back, before ${run}.`,
      { reason: "later-run" },
    );
  }
  // What a later run wrote after a rollback can have the very images of this one.
  if (state === "rolled-back") {
    throw new Failure(
      "invalid-request",
      `Run ${run} was rolled back, and ${past.run} has applied the migration since. Roll that one back instead.`,
      { reason: "later-run" },
    );
  }
}
