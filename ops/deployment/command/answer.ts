import { styleText } from "node:util";
import type { Outcome } from "../../migrate/outcome.ts";
import { FIGURES, type Told, toldText } from "../../migrate/told.ts";
import type { Report, Step, Verdict } from "../../report.ts";
import { reportText } from "../../report-text.ts";

/** What a person is told: `steps` where the steps are the answer, `figures` where the body is. */
export type Shown = { readonly told: Told; readonly shows: "steps" | "figures" };

/** Steps for programs, and what a person reads. */
export type DeploymentOutcome = Pick<Outcome, "steps"> & Shown;

const COLOURS = { passed: "green", failed: "red", undecided: "yellow" } as const satisfies Record<Verdict, string>;

/** The answer of a command for a person. */
export function answerText(report: Report, { told, shows }: Shown): string {
  // What a step that passed has found is in the body, in the record, or what its own command tells.
  const steps = report.steps.map((step) => ({
    ...step,
    findings: step.status === "passed" ? [] : withoutFigures(step),
  }));
  if (shows === "figures") return toldText({ ...report, steps }, told);
  const arrow = styleText("cyan", "→");
  return [
    styleText([COLOURS[report.verdict], "bold"], told.head),
    ...(told.body.length === 0 ? [] : ["", ...told.body]),
    ...["", reportText({ ...report, steps: folded(steps) })],
    ...(told.next.length === 0 ? [] : ["", ...told.next.map((line) => `  ${arrow} ${line}`)]),
  ].join("\n");
}

function withoutFigures({ findings }: Step): Step["findings"] {
  return findings.filter(({ code }) => code !== FIGURES);
}

/** Fewer lines of one step than this stay as they are. */
const MOST_LINES = 3;

/** Lines that passed of a step that has many, as one: `gate: 22 passed`. */
function folded(steps: readonly Step[]): readonly Step[] {
  const groups = Map.groupBy(steps, ({ name, status }) => (status === "passed" ? groupOf(name) : name));
  return [...groups].flatMap(([group, lines]) => {
    if (lines.length < MOST_LINES || !group.endsWith(":")) return lines;
    return [{ name: group.slice(0, -1), status: "passed" as const, detail: `${lines.length} passed`, findings: [] }];
  });
}

function groupOf(name: string): string {
  const at = name.indexOf(": ");
  return at === -1 ? name : name.slice(0, at + 1);
}
