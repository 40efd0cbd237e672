import type { MigrationStanding } from "../../runtime/migrating/history.ts";
import type { RunStatus } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import type { Step } from "../report.ts";
import type { MigrateWork } from "./options.ts";
import type { Outcome, Screen, Way } from "./outcome.ts";
import { historyLines, historyStep, standingsOn } from "./registry-history.ts";
import { runProgress } from "./run-progress.ts";
import { namedRun } from "./runs.ts";
import type { StageMigration } from "./stage-migration.ts";
import { STATES, statusLines } from "./status-text.ts";
import { FIGURES, type Told } from "./told.ts";

type Work = Extract<MigrateWork, { kind: "status" }>;

/** Milliseconds between two looks at a run that is watched. */
const LOOK_EVERY = 1_000;

/** How each migration stands and how far its last run is, from the ledger alone. */
export const statusWay: Way<Work> = async ({ stage, work, screen }, signal) => {
  const standings = await standingsOn(stage, signal);
  const history = historyStep(standings);
  const never = work.run === undefined && standings.every(({ past }) => past === undefined);
  if (never) return neverRun(stage, { standings, history });
  const run = await namedRun({ stage, run: work.run }, signal);
  const status = work.watch
    ? await watched({ stage, run, screen }, signal)
    : await statusOf({ ports: stage.ports, run }, signal);
  return { steps: [history, runStep(status)], told: statusTold(status, { stage, standings }) };
};

function neverRun(
  { stage, ports }: StageMigration,
  { standings, history }: { readonly standings: readonly MigrationStanding[]; readonly history: Step },
): Outcome {
  const body = historyLines(standings, ports.now());
  const next = [`ops migrate-schema --stage ${stage}`];
  return { steps: [history], told: { head: `${stage}: no migration has run yet`, body, next } };
}

/** The step that carries a run's figures; a run is no finding, however far it is. */
export function runStep(status: RunStatus): Step {
  const figures = { code: FIGURES, subject: status.run, message: STATES[status.state], witness: status };
  return { name: "run", status: "passed", detail: `${status.run}, ${status.state}`, findings: [figures] };
}

/** A run for a person, with what to do next about it. */
export function statusTold(
  status: RunStatus,
  { stage, standings }: { readonly stage: StageMigration; readonly standings: readonly MigrationStanding[] },
): Told {
  const now = stage.ports.now();
  return {
    head: `${stage.stage}: ${status.run} is ${STATES[status.state]}`,
    body: [...statusLines(status, now), "", ...historyLines(standings, now)],
    next: nextAfter(status),
  };
}

/** What one would do after a run has got so far. */
export function nextAfter({ state, run, counts, parameters: { stage } }: RunStatus): string[] {
  const at = `ops migrate-schema --stage ${stage}`;
  const confirmed = stage === "production" ? " --confirm production" : "";
  const list = counts.quarantined > 0 ? [`${at} --quarantine ${run}`] : [];
  const next: Record<RunStatus["state"], string[]> = {
    applying: [`${at} --apply${confirmed}   goes on, if nobody is at it`],
    incomplete: [`${at} --apply${confirmed}   goes on with what is left`],
    applied: [...list, `${at} --verify`],
    "rolling-back": [`${at} --rollback ${run} --apply${confirmed}   goes on`],
    "rolled-back": [at],
  };
  return next[state];
}

type Watching = { readonly stage: StageMigration; readonly run: string; readonly screen: Screen };

/** Whether the person who watches has left meanwhile. */
async function left({ sleep }: StageMigration["ports"], signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(LOOK_EVERY, signal);
    return false;
  } catch (error) {
    if (signal.aborted) return true;
    throw error;
  }
}

async function watched({ stage: { ports }, run, screen }: Watching, signal: AbortSignal): Promise<RunStatus> {
  const progress = runProgress({ stream: screen.stream, now: ports.now });
  for (;;) {
    const status = await statusOf({ ports, run }, signal);
    progress.tell(status);
    if (status.state === "applied" || status.state === "rolled-back" || (await left(ports, signal))) {
      progress.end();
      return status;
    }
  }
}
