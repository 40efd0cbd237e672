import { type ControlChange, controlRun } from "../../runtime/migrating/control.ts";
import { unitsASecond } from "../../runtime/migrating/pace.ts";
import { persistently } from "../../runtime/migrating/persistence.ts";
import type { Control, RunStatus } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import type { ControlWork } from "./control-options.ts";
import { whole } from "./figures.ts";
import { onStage, type StageAnswer } from "./migrate-stage.ts";
import type { RateChoice } from "./options.ts";
import { type Outcome, type Screen, stoppedBy } from "./outcome.ts";
import { namedRun } from "./runs.ts";
import type { StageMigration } from "./stage-migration.ts";
import { STATES } from "./status-text.ts";
import { FIGURES } from "./told.ts";

/** Changes a run while it goes on; its workers see it within seconds. */
export function controlStage(
  { work, screen }: { readonly work: ControlWork; readonly screen: Screen },
  signal: AbortSignal,
): Promise<StageAnswer> {
  const way = (stage: StageMigration) => changed({ stage, work }, signal);
  return onStage({ name: "control", stage: work.stage, screen, way }, signal);
}

async function changed(
  { stage, work }: { readonly stage: StageMigration; readonly work: ControlWork },
  signal: AbortSignal,
): Promise<Outcome> {
  const { paused, rate } = work;
  const run = await namedRun({ stage, run: work.run }, signal);
  const { state } = await statusOf({ ports: stage.ports, run }, signal);
  if (state === "applied" || state === "rolled-back") return over(stage, { run, state });
  const change: ControlChange = {
    ...(paused === undefined ? {} : { paused }),
    ...(await unitsOf({ stage, rate }, signal)),
  };
  const control = await controlRun({ ports: stage.ports, run, change }, signal);
  const figures = { code: FIGURES, subject: run, message: wordsFor(control), witness: control };
  return {
    steps: [{ name: "control", status: "passed", detail: run, findings: [figures] }],
    told: {
      head: `${work.stage}: ${run} ${wordsFor(control)}`,
      body: [],
      next: [`ops migrate-schema --stage ${work.stage} --status --watch`],
    },
  };
}

/** The rate in units a second; a share is one of what the table has now. */
async function unitsOf(
  { stage, rate }: { readonly stage: StageMigration; readonly rate: RateChoice },
  signal: AbortSignal,
): Promise<Pick<ControlChange, "maxWcu">> {
  if (Object.keys(rate).length === 0) return {};
  const { provisionedWriteUnits } =
    rate.maxPercent === undefined ? {} : await persistently(stage, () => stage.ports.table.describe(signal), signal);
  return { maxWcu: unitsASecond(rate, provisionedWriteUnits) };
}

function over({ stage }: StageMigration, { run, state }: Pick<RunStatus, "run" | "state">): Outcome {
  const message = `${run} is ${STATES[state]}; there is nothing to pause or to hurry.`;
  const fix = `Look at it: ops migrate-schema --stage ${stage} --status --run ${run}`;
  return stoppedBy("control", { code: "run-ended", subject: run, message, fix }, `${stage}: nothing was changed`);
}

function wordsFor({ paused, maxWcu }: Control): string {
  const rate = maxWcu === undefined ? "" : `, at most ${whole(maxWcu)} write units/s`;
  return `${paused ? "pauses after the current page" : "may go on"}${rate}`;
}
