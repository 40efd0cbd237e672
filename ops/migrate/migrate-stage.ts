import { exitCodeOf, type Report, reportOf } from "../report.ts";
import { reportText } from "../report-text.ts";
import { runSteps } from "../steps.ts";
import { applyWay } from "./apply-way.ts";
import type { MigrateWork } from "./options.ts";
import type { Outcome, Screen, Way } from "./outcome.ts";
import { planWay } from "./plan-way.ts";
import { quarantineWay } from "./quarantine-way.ts";
import { rollbackWay } from "./rollback-way.ts";
import { openStage, type StageMigration } from "./stage-migration.ts";
import { statusWay } from "./status-way.ts";
import { endingOf } from "./stopped.ts";
import { type Told, toldText } from "./told.ts";
import { verifyWay } from "./verify-way.ts";

export const COMMAND = "migrate-schema";

type StageWork = Exclude<MigrateWork, { kind: "local-file" }>;

const WAYS: { readonly [Kind in StageWork["kind"]]: Way<Extract<StageWork, { kind: Kind }>> } = {
  plan: planWay,
  apply: applyWay,
  status: statusWay,
  rollback: rollbackWay,
  verify: verifyWay,
  quarantine: quarantineWay,
};

export type StageAnswer = { readonly report: Report; readonly text: string };

/** Does what is asked on a stage's table, and gives the report with its text for a person. */
export async function migrateStage(
  { work, screen }: { readonly work: StageWork; readonly screen: Screen },
  signal: AbortSignal,
): Promise<StageAnswer> {
  const way = WAYS[work.kind] as Way<StageWork>;
  return onStage(
    { name: work.kind, stage: work.stage, screen, way: (stage) => way({ stage, work, screen }, signal) },
    signal,
  );
}

export type StageTask = {
  /** What the step is called. */
  readonly name: string;
  readonly stage: StageWork["stage"];
  readonly screen: Screen;
  readonly way: (stage: StageMigration) => Promise<Outcome>;
};

/** Runs one way of working on a stage, from its outputs to the report. */
export async function onStage({ name, stage, screen, way }: StageTask, signal: AbortSignal): Promise<StageAnswer> {
  const startedAt = new Date();
  let opened: StageMigration | undefined;
  let told: Told | undefined;
  const reading = <Answer>(answer: Promise<Answer>) =>
    answer.catch((error: unknown) => {
      throw endingOf(error, signal);
    });
  try {
    const open = async () => {
      opened = await reading(openStage({ stage, note: screen.note }, signal));
      return { brings: { opened }, steps: [] };
    };
    const run = async ({ opened: at }: { opened?: StageMigration }) => {
      if (at === undefined) throw new Error("A step ran before the one it depends on.");
      const outcome = await reading(way(at));
      told = outcome.told;
      return { steps: outcome.steps };
    };
    const steps = await runSteps<{ opened?: StageMigration }>(
      [
        { name: "stack outputs", run: open },
        { name, run },
      ],
      {},
    );
    const report = reportOf({ command: COMMAND, stage, startedAt, endedAt: new Date(), steps });
    return { report, text: told === undefined ? reportText(report) : toldText(report, told) };
  } finally {
    opened?.close();
  }
}

/** Prints the answer on stdout, as the exit code's owner wants it. */
export function printAnswer({ report, text }: StageAnswer, { json }: { readonly json: boolean }): number {
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : text}\n`);
  return exitCodeOf(report);
}
