import type { DeploymentRecord } from "../record.ts";
import { resumeCommand, rollbackCommand, rollForwardCommand } from "../stage-commands.ts";

type Standing = Pick<DeploymentRecord, "id" | "kind" | "stage" | "state">;

/** What one would do about a deployment or a rollback that stands like this. */
export function nextAfter({ id, kind, stage, state }: Standing): readonly string[] {
  const resume = resumeCommand({ stage, id, kind });
  const undo = rollbackCommand(stage);
  const next: Record<DeploymentRecord["state"], readonly string[]> = {
    live: [`ops verify-deployment --stage ${stage}`],
    running: [`${resume}   goes on, if nobody is at it`, ...(kind === "deployment" ? [`${undo}   undoes it`] : [])],
    undoing: [`${resume}   goes on undoing it, if nobody is at it`],
    undone: [`ops logs --stage ${stage} --errors --since 30m`],
    failed: [`ops deploy --stage ${stage}`],
    stuck: [
      `${resume}   goes on, once the cause above is gone`,
      `${rollForwardCommand(stage)}   deploys the checkout over it, where the cause will not go`,
    ],
  };
  return next[state];
}
