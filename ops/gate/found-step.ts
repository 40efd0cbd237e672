import type { Finding, Step } from "../report.ts";

export type FoundStepArgs = {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** What was looked at. */
  readonly detail: string;
};

/** The step of a judgement: one finding fails it. */
export function foundStep({ name, findings, detail }: FoundStepArgs): Step {
  if (findings.length === 0) return { name, status: "passed", detail, findings };
  return { name, status: "failed", detail: `${findings.length} found, ${detail}`, findings };
}
