import type { Stage } from "../runtime/domain/stage.ts";

export type StepStatus = "passed" | "failed" | "skipped" | "undecided";
export type Verdict = "passed" | "failed" | "undecided";

export type Finding = { code: string; message: string; subject: string; witness?: unknown; fix?: string };

export type Step = {
  name: string;
  status: StepStatus;
  detail?: string;
  /** Why the step was skipped or is undecided. */
  reason?: string;
  findings: readonly Finding[];
};

/** What a command found, as `--json` prints it. Times are ISO 8601. */
export type Report = {
  command: string;
  stage?: Stage;
  ok: boolean;
  verdict: Verdict;
  startedAt: string;
  endedAt: string;
  steps: readonly Step[];
};

/** One failed step fails the whole; else one undecided step, or none that ran, leaves it undecided. */
export function verdictOf(steps: readonly Step[]): Verdict {
  if (steps.some(({ status }) => status === "failed")) return "failed";
  if (steps.some(({ status }) => status === "undecided")) return "undecided";
  return steps.some(({ status }) => status === "passed") ? "passed" : "undecided";
}

const EXIT_CODES = { passed: 0, failed: 1, undecided: 3 } as const satisfies Record<Verdict, number>;

/** The exit code that belongs to a report. */
export function exitCodeOf(report: Report): number {
  return EXIT_CODES[report.verdict];
}

export type ReportArgs = { command: string; stage?: Stage; startedAt: Date; endedAt: Date; steps: readonly Step[] };

/** Builds the report of a command that ran these steps. */
export function reportOf({ command, stage, startedAt, endedAt, steps }: ReportArgs): Report {
  const verdict = verdictOf(steps);
  return {
    command,
    ...(stage === undefined ? {} : { stage }),
    ok: verdict === "passed",
    verdict,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    steps,
  };
}
