import { readPast } from "../../runtime/migrating/history.ts";
import { applyMigration } from "../../runtime/migrating/run.ts";
import type { RunParameters, RunStatus } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import type { Finding, Step } from "../report.ts";
import type { Applier } from "./applier.ts";
import { dueMigration, type HashedMigration } from "./due-migration.ts";
import { gentleStop } from "./gentle-stop.ts";
import { runOnStepFunctions } from "./on-step-functions.ts";
import type { MigrateWork, Place } from "./options.ts";
import { type Outcome, stoppedBy, type Way } from "./outcome.ts";
import { pausedNote } from "./paused-note.ts";
import { readinessStep } from "./readiness.ts";
import { historyStep, standingsOn } from "./registry-history.ts";
import { runProgress } from "./run-progress.ts";
import type { StageMigration } from "./stage-migration.ts";
import { runStep, statusTold } from "./status-way.ts";
import { findingOf } from "./stopped.ts";
import { stoppedReason, stoppingNote } from "./stopping-note.ts";

type Work = Extract<MigrateWork, { kind: "apply" }>;

const APPLIERS: Record<Place, Applier> = {
  terminal: ({ application }, signal) => applyMigration(application, signal),
  "step-functions": runOnStepFunctions,
};

/** Migrates a stage's table, or goes on with the run that was begun; refuses what a plan would have warned of. */
export const applyWay: Way<Work> = async ({ stage, work, screen }, signal) => {
  const standings = await standingsOn(stage, signal);
  const before = [historyStep(standings), await readinessStep({ stage, backup: work.backup }, signal)];
  const due = await dueMigration(standings);
  if (before.some(({ status }) => status !== "passed")) return refused({ stage, due, before });
  const { parameters, paused } = await begunOrNew({ stage, work, due }, signal);
  if (paused !== undefined) screen.note(pausedNote(stage.stage, paused));
  const progress = runProgress({ stream: screen.stream, now: stage.ports.now });
  const stop = gentleStop({
    asked: signal,
    told: () => screen.note(stoppingNote(work)),
  });
  const { ports, bookkeeping } = stage;
  const application = { ...due, ports, bookkeeping, parameters, mayGoOn: stop.mayGoOn };
  try {
    const telling = { ...application, onProgress: progress.tell };
    const status = await APPLIERS[work.on]({ stage, application: telling }, stop.signal);
    const after = await standingsOn(stage, stop.signal);
    return { steps: [...before, endStep(status, work)], told: statusTold(status, { stage, standings: after }) };
  } catch (error) {
    if (stop.signal.aborted) return stopped({ stage, work, due, before });
    const finding = findingOf(error, stage.outputs.jobsTable);
    const outcome = stoppedBy("run", finding, `${stage.stage}: ${due.migration.id} was not applied`);
    return { ...outcome, steps: [...before, ...outcome.steps] };
  } finally {
    stop.end();
    progress.end();
  }
};

type Doing = { readonly stage: StageMigration; readonly due: HashedMigration; readonly before: readonly Step[] };

function refused({ stage, due, before }: Doing): Outcome {
  const run = { name: "run", status: "skipped" as const, reason: "blocked by what stands above", findings: [] };
  const head = `${stage.stage}: ${due.migration.id} was not applied, and nothing was written`;
  return { steps: [...before, run], told: { head, body: [], next: [] } };
}

/** How many parts a table is worked on in, and the items of a page; a run that goes on keeps its own. */
const USUAL = { segments: 8, pageItems: 100 };

type Begun = { readonly parameters: RunParameters; readonly paused: string | undefined };

async function begunOrNew(
  { stage, work, due: { migration } }: Pick<Doing, "stage" | "due"> & { readonly work: Work },
  signal: AbortSignal,
): Promise<Begun> {
  const { ports } = stage;
  const past = await readPast(ports, migration.id, signal);
  const begun = past?.state === "applying" ? await statusOf({ ports, run: past.run }, signal) : undefined;
  const { segments, pageItems, rate } = begun?.parameters ?? { ...USUAL, rate: {} };
  const parameters = {
    stage: stage.stage,
    migration: migration.id,
    segments: work.segments ?? segments,
    pageItems,
    rate: Object.keys(work.rate).length > 0 ? work.rate : rate,
  };
  return { parameters, paused: begun?.control.paused ? begun.run : undefined };
}

/** How a run that was worked on ended: contended items are left over, a stopped one is not decided. */
function endStep(status: RunStatus, work: Work): Step {
  const step = runStep(status);
  if (status.state === "applied") return step;
  if (status.state !== "incomplete") return { ...step, status: "undecided", reason: stoppedReason(work) };
  const left: Finding = {
    code: "contended",
    subject: status.run,
    message: `Items that others changed faster than they could be rewritten: ${status.counts.contended}.`,
    fix: "Apply again when there is less traffic; only these are left.",
  };
  return { ...step, status: "failed", findings: [left, ...step.findings] };
}

async function stopped({ stage, work, due, before }: Doing & { readonly work: Work }): Promise<Outcome> {
  const { ports } = stage;
  const soon = AbortSignal.timeout(10_000);
  const past = await readPast(ports, due.migration.id, soon);
  const standings = await standingsOn(stage, soon);
  if (past === undefined) {
    const step = { name: "run", status: "undecided" as const, reason: "stopped before it began", findings: [] };
    return { steps: [...before, step], told: { head: `${stage.stage}: nothing was begun`, body: [], next: [] } };
  }
  const status = await statusOf({ ports, run: past.run }, soon);
  return { steps: [...before, endStep(status, work)], told: statusTold(status, { stage, standings }) };
}
