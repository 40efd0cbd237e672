import { type Rollback, rollbackRun, rollbackStatus } from "../../runtime/migrating/rollback.ts";
import type { RollbackStatus } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import { verifyRun } from "../../runtime/migrating/verify.ts";
import type { Step } from "../report.ts";
import { migrationOf } from "./due-migration.ts";
import type { MigrateWork } from "./options.ts";
import { type Outcome, type Screen, stoppedBy, type Way } from "./outcome.ts";
import { pausedNote } from "./paused-note.ts";
import { leftFindings, rollbackPlanTold, rollbackTold } from "./rollback-text.ts";
import { namedRun } from "./runs.ts";
import type { StageMigration } from "./stage-migration.ts";
import { findingOf } from "./stopped.ts";
import { FIGURES } from "./told.ts";
import { verificationFindings } from "./verify-text.ts";

type Work = Extract<MigrateWork, { kind: "rollback" }>;
type Named = { readonly stage: StageMigration; readonly work: Work; readonly run: string; readonly screen: Screen };

/** Undoes a run item by item; without `apply` it only reads what that would find. */
export const rollbackWay: Way<Work> = async ({ stage, work, screen }, signal) => {
  const { ports } = stage;
  const run = await namedRun({ stage, run: work.run }, signal);
  const { state, updatedAt, control } = await statusOf({ ports, run }, signal);
  const before = await rollbackStatus({ ports, run, mode: work.way }, signal);
  if (state === "rolled-back" && before.state === "rolled-back") {
    const finding = {
      code: "rolled-back",
      subject: run,
      message: `${run} was rolled back already, ${new Date(updatedAt).toISOString()}.`,
      fix: `Migrate again: ops migrate-schema --stage ${stage.stage} --apply`,
    };
    return stoppedBy("rollback", finding, `${stage.stage}: there is nothing to roll back`);
  }
  if (work.apply && control.paused) screen.note(pausedNote(stage.stage, run));
  const named = { stage, work, run, screen };
  return work.apply ? goneBack(named, signal) : planned(named, signal);
};

async function goneBack({ stage, work, run, screen }: Named, signal: AbortSignal): Promise<Outcome> {
  const { ports } = stage;
  const { migration, codeHash } = await migrationOf({ ports, run }, signal);
  const onProgress = ({ restored, transformed, left }: RollbackStatus) =>
    screen.note(`${restored + transformed} items brought back, ${left} left`);
  const rollback: Rollback = { ports, run, mode: work.way, migration, codeHash, onProgress };
  try {
    const status = await rollbackRun(rollback, signal);
    return { steps: [goneBackStep(status)], told: rollbackTold(status, stage) };
  } catch (error) {
    if (!signal.aborted) {
      return stoppedBy("rollback", findingOf(error, run), `${stage.stage}: ${run} was not rolled back`);
    }
    const status = await rollbackStatus({ ports, run, mode: work.way }, AbortSignal.timeout(10_000));
    return { steps: [goneBackStep(status)], told: rollbackTold(status, stage) };
  }
}

function goneBackStep(status: RollbackStatus): Step {
  const figures = { code: FIGURES, subject: status.run, message: "What was brought back.", witness: status };
  const step = { name: "rollback", detail: status.run, findings: [...leftFindings(status), figures] };
  if (status.state !== "rolled-back") return { ...step, status: "undecided", reason: "stopped before its end" };
  return { ...step, status: status.left > 0 ? "failed" : "passed" };
}

/** An image that cannot be read is all that speaks against going back. */
const STOPPING = new Set(["image-damaged"]);

async function planned({ stage, work, run }: Named, signal: AbortSignal): Promise<Outcome> {
  const { ports } = stage;
  const { migration } = await migrationOf({ ports, run }, signal);
  const verification = await verifyRun({ ports, run, migration }, signal);
  const stopping = verificationFindings(verification).filter(({ code }) => STOPPING.has(code));
  const figures = { code: FIGURES, subject: run, message: "What would be brought back.", witness: verification };
  const status = stopping.length > 0 ? ("failed" as const) : ("passed" as const);
  const told = rollbackPlanTold(verification, { stage: stage.stage, way: work.way });
  return { steps: [{ name: "rollback plan", status, detail: run, findings: [...stopping, figures] }], told };
}
