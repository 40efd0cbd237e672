/** One check of a stage's deep health answer. */
export type HealthCheck = {
  name: string;
  verdict: "passed" | "failed" | "undecided";
  detail?: string | undefined;
  milliseconds: number;
};

export type HealthStep = {
  name: string;
  status: HealthCheck["verdict"];
  detail: string;
  findings: { code: string; message: string; subject: string; fix: string }[];
};

/** The deep health answer as steps of a report: a check that failed is a finding, one without an answer stays undecided. */
export function healthSteps(stage: string, checks: readonly HealthCheck[]): HealthStep[] {
  return checks.map(({ name, verdict, detail, milliseconds }) => ({
    name,
    status: verdict,
    detail: `${milliseconds} ms${verdict === "failed" || detail === undefined ? "" : `, ${detail}`}`,
    findings:
      verdict === "failed"
        ? [
            {
              code: `health-${name}`,
              message: detail ?? "failed",
              subject: `${name} of ${stage}`,
              fix: "Look at the health function's log.",
            },
          ]
        : [],
  }));
}
