import type { Stage } from "../../runtime/domain/stage.ts";
import type { EstimatedCount, MigrationPlan } from "../../runtime/migrating/run-types.ts";
import { columns } from "./columns.ts";
import { counted, dollars, inOrder, percent, timeSpan, whole } from "./figures.ts";
import { labelled, type Told } from "./told.ts";

const HEADS = [
  { head: "is now", side: "left" },
  { head: "seen", side: "right" },
  { head: "share", side: "right" },
  { head: "items", side: "right" },
  { head: "95 % between", side: "left" },
] as const;

export type PlanPlace = {
  readonly stage: Stage;
  /** Options for the command that does it. */
  readonly words: readonly string[];
  /** How each migration stands. */
  readonly history: string;
};

const READY = "point-in-time recovery is on, and the indexes take what would be written";

/** A plan for a person: what there is, what becomes of it, what that takes, and the command that does it. */
export function planTold(plan: MigrationPlan, { stage, words, history }: PlanPlace): Told {
  const shapes = inOrder(plan.shapes).filter(([, { seen }]) => seen > 0);
  const migrated = shapes.reduce((sum, [, { estimate }]) => sum + estimate, 0);
  const about = plan.full ? "" : "about ";
  const rows: [string, EstimatedCount][] = [...shapes, ["canonical", plan.canonical], ["quarantine", plan.quarantined]];
  return {
    head: `${stage}: ${plan.migration} would rewrite ${about}${whole(migrated)} of ${about}${counted(plan.items, "item")}`,
    body: [
      `  Looked at ${plan.full ? "all " : ""}${counted(plan.sampled, "item")} of ${plan.table}; nothing was written.`,
      "",
      ...columns({ heads: HEADS, rows: rows.map(([name, count]) => rowOf(name, count, plan)) }),
      "",
      ...labelled([
        ["capacity", `${whole(plan.writeUnits)} write units, ${whole(plan.readUnits)} read units`],
        ["money", `${dollars(plan.dollars)} at the on-demand price`],
        ["time", timeSpan(plan.seconds)],
        ...(plan.problems.length > 0 ? [] : [["settings", READY] as const]),
        ["history", history],
      ]),
    ],
    next: plan.problems.length > 0 ? [] : [["ops migrate-schema", "--stage", stage, "--apply", ...words].join(" ")],
  };
}

function rowOf(
  name: string,
  { seen, estimate, low, high }: EstimatedCount,
  { sampled, full }: MigrationPlan,
): string[] {
  const share = sampled === 0 ? 0 : seen / sampled;
  const between = full ? "counted" : `${whole(low)} and ${whole(high)}`;
  return [name, whole(seen), percent(share), whole(estimate), between];
}
