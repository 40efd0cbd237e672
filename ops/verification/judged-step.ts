import type { Finding, Step } from "../report.ts";

export type Judged = { name: string; detail?: string | undefined; findings: readonly Finding[] };

/** A step of the report that passed when nothing was found. */
export function judgedStep({ name, detail, findings }: Judged): Step {
  const status = findings.length === 0 ? "passed" : "failed";
  return { name, status, ...(detail === undefined ? {} : { detail }), findings };
}
