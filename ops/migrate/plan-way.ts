import { planMigration } from "../../runtime/migrating/plan.ts";
import { dueMigration } from "./due-migration.ts";
import type { MigrateWork } from "./options.ts";
import type { Way } from "./outcome.ts";
import { planSteps } from "./plan-findings.ts";
import { planTold } from "./plan-text.ts";
import { historyStep, standingsOn } from "./registry-history.ts";

type Work = Extract<MigrateWork, { kind: "plan" }>;

/** Judges what a run would do, and whether it may; writes nothing. */
export const planWay: Way<Work> = async ({ stage, work }, signal) => {
  const { ports, bookkeeping } = stage;
  const standings = await standingsOn(stage, signal);
  const history = historyStep(standings);
  const { migration } = await dueMigration(standings);
  const plan = await planMigration({ ports, migration, bookkeeping, sample: work.sample, rate: work.rate }, signal);
  const told = planTold(plan, { stage: stage.stage, words: wordsFor(work), history: history.detail ?? "" });
  return { steps: [history, ...planSteps(plan)], told: history.status === "failed" ? { ...told, next: [] } : told };
};

/** The options that the command takes which does what was planned. */
function wordsFor({ stage, rate: { maxWcu, maxPercent }, segments }: Work): string[] {
  return [
    ...(stage === "production" ? ["--confirm", stage] : []),
    ...(maxWcu === undefined ? [] : ["--max-wcu", `${maxWcu}`]),
    ...(maxPercent === undefined ? [] : ["--max-percent", `${maxPercent}`]),
    ...(segments === undefined ? [] : ["--segments", `${segments}`]),
  ];
}
