import type { MigrationPlan } from "../../runtime/migrating/run-types.ts";
import { printable, shortened } from "../output/printable.ts";
import type { Finding, Step } from "../report.ts";
import { advised } from "./advised.ts";
import { counted } from "./figures.ts";
import { adviceOn } from "./reasons.ts";
import { FIGURES } from "./told.ts";

/** What a plan says, as steps: what stands in the way fails it; what would be quarantined is told and does not. */
export function planSteps(plan: MigrationPlan): Step[] {
  const { table, problems } = plan;
  const stopping = problems.map((problem) => ({ ...advised(problem), code: "not-ready", subject: table }));
  const figures = { code: FIGURES, subject: table, message: "The figures of the plan.", witness: plan };
  const looked = `${counted(plan.sampled, "item")} looked at`;
  return [
    { name: "settings and indexes", status: stopping.length === 0 ? "passed" : "failed", findings: stopping },
    {
      name: plan.full ? "every item" : "sample",
      status: "passed",
      detail: looked,
      findings: [...quarantined(plan), figures],
    },
  ];
}

/** Examples a sentence has; the figures have them all. */
const MOST_NAMED = 3;

function quarantined({ reasons, table }: MigrationPlan): Finding[] {
  const commonest = Object.entries(reasons).sort(([, a], [, b]) => b.seen - a.seen);
  return commonest.map(([reason, { examples, ...count }]) => {
    const { means, fix } = adviceOn(reason);
    const shown = examples.slice(0, MOST_NAMED);
    const named = shown.map((id) => shortened(printable(id), 36)).join(", ");
    const one = count.seen === 1;
    const which = examples.length === 0 ? "" : `: ${count.seen > shown.length ? "like " : ""}${named}`;
    return {
      code: reason,
      subject: table,
      message: `${reason}: ${counted(count.seen, "item")} would be left alone; ${one ? "it" : "each"} ${means}${which}.`,
      fix,
      witness: { ...count, examples },
    };
  });
}
