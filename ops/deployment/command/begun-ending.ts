import { isTakenOver } from "../attempt.ts";
import type { OpenedDeployment } from "../open-deployment.ts";
import type { DeploymentRecord } from "../record.ts";
import type { DeploymentOutcome } from "./answer.ts";
import { type EndingArgs, endingStep } from "./ending.ts";
import { nextAfter } from "./next-commands.ts";

export type BegunEnding = EndingArgs & {
  /** What this process wrote last into the ledger; undefined when it had not begun. */
  readonly last: DeploymentRecord | undefined;
  readonly isKept: OpenedDeployment["isKept"];
};

/** What is told of a deployment or a rollback that ended in its middle: where it stands, and how one goes on. */
export function begunEnding({ last, isKept, ...ending }: BegunEnding): DeploymentOutcome {
  const { stage, error } = ending;
  const step = endingStep(ending);
  const told = (head: string, next: readonly string[] = []): DeploymentOutcome => {
    return { steps: [step], shows: "steps", told: { head: `${stage}: ${head}`, body: [], next } };
  };
  if (last === undefined) return told("nothing was begun");
  if (isTakenOver(error)) return told(`another process has taken ${last.id} over`);
  if (!isKept())
    return told(`${last.id} ended before the stage had a ledger: what was made stays`, [`ops deploy --stage ${stage}`]);
  return told(`${last.id} ended where it was (${last.state}), and goes on from there`, nextAfter(last));
}
