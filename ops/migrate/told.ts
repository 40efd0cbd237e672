import { styleText } from "node:util";
import { wrapped } from "../output/printable.ts";
import type { Finding, Report, Verdict } from "../report.ts";

/** What a person reads beside the steps. */
export type Told = {
  /** What was found out, in one line. */
  readonly head: string;
  /** Figures, at most 80 columns wide. */
  readonly body: readonly string[];
  /** What to do now; commands, or nothing. */
  readonly next: readonly string[];
};

/** Findings of this code are figures for programs; a person has them in the body. */
export const FIGURES = "figures";

const WIDTH = 80;

const MARKS = {
  passed: ["✓", "green"],
  failed: ["✗", "red"],
  undecided: ["?", "yellow"],
} as const satisfies Record<Verdict, readonly [string, string]>;

/** A report of this command for a person: the outcome, its figures, what stands in the way, and what to do now. */
export function toldText(report: Report, { head, body, next }: Told): string {
  const [mark, colour] = MARKS[report.verdict];
  const findings = report.steps.flatMap((step) =>
    step.findings
      .filter(({ code }) => code !== FIGURES)
      .map((finding) => ({ finding, serious: step.status !== "passed" })),
  );
  return [
    styleText([colour, "bold"], `${mark} ${head}`),
    ...block(body),
    ...block(findings.flatMap(({ finding, serious }) => findingLines(finding, serious ? colour : "gray"))),
    ...(next.length === 0 ? [] : ["", ...next.map((line) => `  ${styleText("cyan", "→")} ${line}`)]),
  ].join("\n");
}

function block(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function findingLines({ message, fix }: Finding, colour: "green" | "red" | "yellow" | "gray"): string[] {
  const [first = "", ...more] = wrapped(message, WIDTH - 4);
  const advice = fix === undefined ? [] : wrapped(fix, WIDTH - 6);
  return [
    `  ${styleText(colour, "•")} ${first}`,
    ...more.map((line) => `    ${line}`),
    ...advice.map((line, at) => (at === 0 ? `    ${styleText("cyan", "→")} ${line}` : `      ${line}`)),
  ];
}

/** `name   words` with the words wrapped at 80 columns below themselves. */
export function labelled(rows: readonly (readonly [name: string, words: string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.flatMap(([name, words]) => {
    const lines = wrapped(words, WIDTH - width - 4);
    return lines.map((line, at) => `  ${(at === 0 ? name : "").padEnd(width)}  ${line}`);
  });
}
