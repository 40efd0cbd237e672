import { expect, test } from "vitest";
import { exitCodeOf, reportOf, type StepStatus, verdictOf } from "../../ops/report.ts";

const steps = (...statuses: StepStatus[]) =>
  statuses.map((status, at) => ({ name: `step ${at}`, status, findings: [] }));

test.each([
  { statuses: ["passed", "passed"], verdict: "passed", exit: 0 },
  { statuses: ["passed", "skipped"], verdict: "passed", exit: 0 },
  { statuses: ["passed", "failed", "undecided"], verdict: "failed", exit: 1 },
  { statuses: ["passed", "undecided"], verdict: "undecided", exit: 3 },
  { statuses: ["skipped"], verdict: "undecided", exit: 3 },
  { statuses: [], verdict: "undecided", exit: 3 },
] as const)("steps $statuses make the verdict $verdict and exit code $exit", ({ statuses, verdict, exit }) => {
  const now = new Date(0);
  const report = reportOf({ command: "x", startedAt: now, endedAt: now, steps: steps(...statuses) });
  expect(verdictOf(report.steps)).toBe(verdict);
  expect(exitCodeOf(report)).toBe(exit);
  expect(report.ok).toBe(verdict === "passed");
});
