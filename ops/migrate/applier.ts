import type { Application } from "../../runtime/migrating/run.ts";
import type { RunStatus } from "../../runtime/migrating/run-types.ts";
import type { StageMigration } from "./stage-migration.ts";

/** Whoever works on the segments of a run, in its place. */
export type Applier = (
  at: { readonly stage: StageMigration; readonly application: Application },
  signal: AbortSignal,
) => Promise<RunStatus>;
