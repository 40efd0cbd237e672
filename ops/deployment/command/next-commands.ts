import type { Stage } from "../../../runtime/domain/stage.ts";
import type { DeploymentRecord } from "../record.ts";

/** The word that changes a stage, with the confirmation that production needs. */
export function applied(stage: Stage): string {
  return stage === "production" ? "--apply --confirm production" : "--apply";
}

/** What one would do about a deployment or a rollback that stands like this. */
export function nextAfter({ id, kind, stage, state }: Pick<DeploymentRecord, "id" | "kind" | "stage" | "state">) {
  const command = kind === "rollback" ? "rollback" : "deploy";
  const resume = `ops ${command} --stage ${stage} --resume ${id} ${applied(stage)}`;
  const undo = `ops rollback --stage ${stage} ${applied(stage)}`;
  const next: Record<DeploymentRecord["state"], readonly string[]> = {
    live: [`ops verify-deployment --stage ${stage}`],
    running: [`${resume}   goes on, if nobody is at it`, ...(kind === "deployment" ? [`${undo}   undoes it`] : [])],
    undoing: [`${resume}   goes on undoing it, if nobody is at it`],
    undone: [`ops logs --stage ${stage} --errors --since 30m`],
    failed: [`ops deploy --stage ${stage}`],
    stuck: [`${resume}   goes on, once the cause above is gone`],
  };
  return next[state];
}
