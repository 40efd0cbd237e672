import type { QuarantineLine } from "../../runtime/migrating/run-types.ts";
import { printable, shortened } from "../output/printable.ts";
import type { Finding } from "../report.ts";
import { columns } from "./columns.ts";
import { counted } from "./figures.ts";
import { adviceOn } from "./reasons.ts";
import type { Told } from "./told.ts";

const HEADS = [
  { head: "id", side: "left" },
  { head: "shape", side: "left" },
  { head: "reason", side: "left" },
] as const;

/** Lines a terminal gets; `--json` has them all. */
const MOST_SHOWN = 50;

/** What a run left alone, each with its reason. */
export function quarantineTold(
  lines: readonly QuarantineLine[],
  { stage, run }: { readonly stage: string; readonly run: string },
): Told {
  const shown = lines.slice(0, MOST_SHOWN);
  const rest = lines.length - shown.length;
  return {
    head: `${stage}: ${run} left ${counted(lines.length, "item")} in quarantine, untouched`,
    body:
      lines.length === 0
        ? []
        : [
            ...columns({
              heads: HEADS,
              rows: shown.map(({ id, shape, reason }) => [shortened(printable(id), 40), shape ?? "-", reason]),
            }),
            ...(rest > 0 ? [`  … and ${rest} more; --json lists them all`] : []),
          ],
    next: [],
  };
}

/** One finding a reason: what it means, what to do, and every item of it. */
export function quarantineFindings(lines: readonly QuarantineLine[], run: string): Finding[] {
  return [...Map.groupBy(lines, ({ reason }) => reason)].map(([reason, items]) => {
    const { means, fix } = adviceOn(reason);
    return {
      code: reason,
      subject: run,
      message:
        items.length === 1 ? `${reason}: the item ${means}.` : `${reason}: each of ${items.length} items ${means}.`,
      fix,
      witness: items,
    };
  });
}
