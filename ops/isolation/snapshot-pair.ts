import { STAGES } from "../../runtime/domain/stage.ts";
import type { Snapshot } from "../checks/isolation/snapshot.ts";
import { badInput } from "../failure.ts";

const PROJECT = "atlas-codex";

export type Named = { name: string; snapshot: Snapshot };

/** Two snapshots as the pair to judge, preview first; a sentence when they are not one of each stage of this project. */
export function stagePair(left: Named, right: Named): { named: readonly [Named, Named] } {
  for (const { name, snapshot } of [left, right]) {
    if (snapshot.project !== PROJECT) {
      throw badInput(
        `${name} is a state of the project ${snapshot.project}, not of ${PROJECT}.`,
        `Export this project's stacks: ${exportCommand("preview")}`,
      );
    }
    if (!STAGES.some((stage) => stage === snapshot.stage)) {
      throw badInput(
        `${name} is of the stack ${snapshot.stack}, which is none of the stages ${STAGES.join(" and ")}.`,
        `Export a stage: ${exportCommand("preview")}`,
      );
    }
  }
  if (left.snapshot.stage === right.snapshot.stage) {
    const other = STAGES.find((stage) => stage !== left.snapshot.stage) ?? "production";
    throw badInput(
      `${left.name} and ${right.name} are both of the stage ${left.snapshot.stage}: there is nothing to compare.`,
      `Export the other one: ${exportCommand(other)}`,
    );
  }
  return { named: left.snapshot.stage === STAGES[0] ? [left, right] : [right, left] };
}

/** How to export a stage's state. */
export function exportCommand(stage: string): string {
  return `pulumi stack export --show-secrets --stack ${stage} --file ${stage}.json`;
}
