import { badInput } from "../../failure.ts";
import type { Interruption } from "../attempt.ts";
import { deploymentsOf, unfinishedOf } from "../history.ts";
import type { OpenedDeployment } from "../open-deployment.ts";
import type { DeploymentRecord } from "../record.ts";
import { planRollback, rollback } from "../rollback.ts";
import { resumeCommand, rollbackCommand } from "../stage-commands.ts";
import type { DeploymentOutcome } from "./answer.ts";
import { begunEnding } from "./begun-ending.ts";
import { concludedOutcome } from "./concluded.ts";
import { endingStep } from "./ending.ts";
import type { RollbackWork } from "./rollback-options.ts";
import { rollbackOutcome } from "./rollback-plan.ts";
import { remembering } from "./seen-ledger.ts";

export type RunRollback = {
  readonly work: RollbackWork;
  readonly opened: OpenedDeployment;
  readonly note: (line: string) => void;
};

/** Does what `ops rollback` is asked for, to its answer. Throws what a person gave wrongly. */
export async function runRollback(
  { work, opened, note }: RunRollback,
  interruption: Interruption,
): Promise<DeploymentOutcome> {
  const { stage, kind } = work;
  const { ports, last } = remembering(opened.ports);
  const both = AbortSignal.any([interruption.soft, interruption.hard]);
  try {
    const records = await deploymentsOf(ports, both);
    requireResumed(work, unfinishedOf(records));
    if (kind === "plan") {
      const plan = planRollback({ ...work, records, goesBack: ports.migrations.goesBack });
      return rollbackOutcome({ work, plan, targets: await ports.functions.live(both), now: ports.now() });
    }
    const { to, reason, irreversible } = work;
    const done = await rollback({ ports, note, to, reason, irreversible }, interruption);
    return concludedOutcome({ stage, ...done, wanted: done.record.kind === "rollback" ? "live" : "undone" });
  } catch (error) {
    const brokenOff = both.aborted;
    if (kind === "apply")
      return begunEnding({ name: "rollback", stage, error, brokenOff, last: last(), isKept: opened.isKept });
    const step = endingStep({ name: "plan", stage, error, brokenOff });
    return { steps: [step], shows: "steps", told: { head: `${stage}: there is no plan`, body: [], next: [] } };
  }
}

function requireResumed({ resumed, stage }: RollbackWork, unfinished: DeploymentRecord | undefined): void {
  if (resumed === undefined || (unfinished?.id === resumed && unfinished.kind === "rollback")) return;
  const status = `See what there is: ops deploy --stage ${stage} --status`;
  if (unfinished?.id !== resumed) throw badInput(`${resumed} is no rollback that is not finished.`, status);
  throw badInput(
    `${resumed} is a deployment.`,
    `Go on with it: ${resumeCommand(unfinished)}. Or undo it: ${rollbackCommand(stage)}`,
  );
}
