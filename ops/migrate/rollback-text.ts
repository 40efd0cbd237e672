import type { LeftItem, RollbackStatus, Verification } from "../../runtime/migrating/run-types.ts";
import type { Finding } from "../report.ts";
import { counted, whole } from "./figures.ts";
import { adviceOn } from "./reasons.ts";
import { labelled, type Told } from "./told.ts";

export type RollbackPlace = {
  readonly stage: string;
  readonly way: "image" | "down";
};

/** What going back would do, judged by an independent reading of the table and the undo log. */
export function rollbackPlanTold(verification: Verification, { stage, way }: RollbackPlace): Told {
  const { run, unchanged, changedSince, deleted } = verification;
  const changed = way === "down" ? "transformed back by code where their shape can say it" : "listed and left";
  return {
    head: `${stage}: going back on ${run} would restore ${counted(unchanged, "item")}`,
    body: labelled([
      ["restored", `${counted(unchanged, "item")}, each to the bytes it had`],
      ["changed since", `${counted(changedSince, "item")}, ${changed}`],
      ["deleted since", `${counted(deleted, "item")}; they stay deleted`],
    ]),
    next: [`${commandOf(run, { stage, way })} --apply${stage === "production" ? " --confirm production" : ""}`],
  };
}

function commandOf(run: string, { stage, way }: RollbackPlace): string {
  return `ops migrate-schema --stage ${stage} --rollback ${run}${way === "down" ? " --down" : ""}`;
}

/** What going back did, and where it stopped how to go on. */
export function rollbackTold(status: RollbackStatus, { stage }: Pick<RollbackPlace, "stage">): Told {
  const ended = status.state === "rolled-back";
  return {
    head: `${stage}: ${status.run} ${ended ? "is rolled back" : "is on its way back"}${status.left > 0 ? `, ${counted(status.left, "item")} left` : ""}`,
    body: labelled([
      ["restored", `${whole(status.restored)} by image, ${whole(status.transformed)} by code`],
      ["untouched", `${whole(status.untouched)} were as before already`],
      ["deleted since", whole(status.deleted)],
      ["left", whole(status.left)],
    ]),
    next: ended ? [] : [`${commandOf(status.run, { stage, way: status.mode })} --apply   goes on`],
  };
}

/** Items that a rollback had to leave, as one finding a reason. `mode` is how it was tried. */
export function leftFindings({ examples, left, run, mode }: RollbackStatus): Finding[] {
  if (left === 0) return [];
  const by = Map.groupBy(examples, ({ reason }) => reason);
  const more = left - examples.length;
  return [...by].map(([reason, items], at) => ({
    code: reason,
    subject: run,
    message: `${leftWords(reason, items)}${at === 0 && more > 0 ? ` (${whole(more)} more are not shown)` : ""}`,
    fix:
      reason === "changed-since" && mode === "image"
        ? "Look at them; --down transforms them back by code."
        : adviceOn(reason).fix,
    witness: items.map(({ id }) => id),
  }));
}

function leftWords(reason: string, items: readonly LeftItem[]): string {
  const [named, rest] = [items.slice(0, 3).map(({ id }) => id), items.length - 3];
  const which = `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  if (reason === "changed-since") return `Changed since the run wrote them, so they were left: ${which}`;
  return `Left, because each ${adviceOn(reason).means} (${reason}): ${which}`;
}
