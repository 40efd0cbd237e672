import { styleText } from "node:util";
import type { Report, StepStatus } from "./report.ts";

const MARKS = {
  passed: ["✓", "green"],
  failed: ["✗", "red"],
  skipped: ["-", "gray"],
  undecided: ["?", "yellow"],
} as const satisfies Record<StepStatus, readonly [string, string]>;

/** A report for a person: one aligned line a step, findings below theirs with what to try, the verdict last. */
export function reportText(report: Report): string {
  const width = Math.max(0, ...report.steps.map(({ name }) => name.length));
  const lines = report.steps.flatMap((step) => {
    const [mark, colour] = MARKS[step.status];
    const note = [step.detail, step.reason].filter((part) => part !== undefined).join(", ");
    const head = `${styleText(colour, mark)} ${step.name.padEnd(width)}  ${note}`.trimEnd();
    return [
      head,
      ...step.findings.flatMap(({ message, fix }) => [
        `    ${message}`,
        ...(fix === undefined ? [] : [`    → ${fix}`]),
      ]),
    ];
  });
  const where = report.stage === undefined ? "" : ` ${report.stage}`;
  const colour = MARKS[report.verdict][1];
  return [...lines, styleText(colour, `${report.command}${where}: ${report.verdict}`)].join("\n");
}

/** Prints the answer of a command on stdout: one JSON document, or the text for a person. */
export function printReport(report: Report, { json }: { json: boolean }): void {
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : reportText(report)}\n`);
}
