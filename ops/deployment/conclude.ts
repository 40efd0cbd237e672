import type { Step } from "../report.ts";
import type { Interruption } from "./attempt.ts";
import { goBack, goForward, type Walk } from "./go-through.ts";
import type { Journal } from "./journal.ts";
import type { DeploymentRecord } from "./record.ts";

/** How a deployment or a rollback ended, with its lines of the report. */
export type Conclusion = { readonly record: DeploymentRecord; readonly told: readonly Step[] };

/** Goes on with a deployment to its end: live, or, after a step that failed or a soft interruption, back to what was before. */
export async function conclude(walk: Walk, interruption: Interruption): Promise<Conclusion> {
  const { journal } = walk;
  const { hard } = interruption;
  const told: Step[] = [];
  if (journal.record.state === "running") {
    const forward = await goForward(walk, interruption);
    told.push(...forward.told);
    if (forward.stoppedAt === undefined) {
      await journal.write({ state: "live" }, hard);
      return { record: journal.record, told };
    }
  }
  await turnBack(journal, hard);
  const back = await goBack(walk, hard);
  const left = journal.record.before.deployment === undefined ? "failed" : "undone";
  await journal.write({ state: back.stoppedAt === undefined ? left : "stuck" }, hard);
  return { record: journal.record, told: [...told, ...back.told] };
}

/** From here on a deployment only goes back; a step that was broken off in its middle did not pass. */
export async function turnBack(journal: Journal, hard: AbortSignal): Promise<void> {
  const steps = journal.record.steps.map((step) =>
    step.status === "started" ? { ...step, status: "failed" as const, problems: ["It was broken off."] } : step,
  );
  await journal.write({ state: "undoing", steps }, hard);
}

/** Goes on with a rollback to its end; one that cannot go on stays where it is, to be resumed: going back has no way back. */
export async function concludeRollback(walk: Walk, interruption: Interruption): Promise<Conclusion> {
  const { journal } = walk;
  const { told, stoppedAt } = await goForward(walk, interruption);
  await journal.write({ state: stoppedAt === undefined ? "live" : "stuck" }, interruption.hard);
  return { record: journal.record, told };
}
