import type { Stage } from "../../runtime/domain/stage.ts";

/** The word that changes a stage, with the confirmation that production needs. */
export function applied(stage: Stage): string {
  return stage === "production" ? "--apply --confirm production" : "--apply";
}

type Named = { readonly stage: Stage; readonly id: string; readonly kind: "deployment" | "rollback" };

/** The command that deploys the checkout to a stage. */
export function deployCommand(stage: Stage): string {
  return `ops deploy --stage ${stage} ${applied(stage)}`;
}

/** The command that deploys although what serves is bad, or over a deployment that can neither go on nor back. */
export function rollForwardCommand(stage: Stage): string {
  return `${deployCommand(stage)} --roll-forward --reason "…"`;
}

/** The command that goes back, or undoes what is not finished. */
export function rollbackCommand(stage: Stage): string {
  return `ops rollback --stage ${stage} ${applied(stage)}`;
}

/** The command that goes on with what was broken off or is stuck. */
export function resumeCommand({ stage, id, kind }: Named): string {
  return `ops ${kind === "rollback" ? "rollback" : "deploy"} --stage ${stage} --resume ${id} ${applied(stage)}`;
}
