import { asFailure, type Failure } from "../domain/failure.ts";
import { deadline, until } from "../reliability/deadline.ts";

/** One thing the service needs: `run` throws when it is not there, and may return a sentence about what it saw. */
export type ReadinessCheck = {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<string | undefined>;
};

export type CheckResult = {
  readonly name: string;
  /** `undecided` when it did not answer in time. */
  readonly verdict: "passed" | "failed" | "undecided";
  readonly detail?: string;
  readonly milliseconds: number;
};

export type Readiness = { readonly ready: boolean; readonly checks: readonly CheckResult[] };

export type ReadinessRun = {
  readonly checks: readonly ReadinessCheck[];
  /** Each check has this long. */
  readonly milliseconds: number;
  /** Is told why a check did not pass. */
  readonly onFailure: (name: string, failure: Failure) => void;
};

/** Runs all checks side by side. Ready means that every one passed; one that could not be decided is not a pass. */
export async function readiness(run: ReadinessRun, signal: AbortSignal): Promise<Readiness> {
  const checks = await Promise.all(run.checks.map((check) => judged(check, run, signal)));
  return { ready: checks.every(({ verdict }) => verdict === "passed"), checks };
}

async function judged(
  { name, run }: ReadinessCheck,
  { milliseconds: limit, onFailure }: ReadinessRun,
  signal: AbortSignal,
): Promise<CheckResult> {
  const started = performance.now();
  const limited = deadline(limit, signal);
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    const detail = await until(run(limited), limited);
    return { name, verdict: "passed", milliseconds: milliseconds(), ...(detail === undefined ? {} : { detail }) };
  } catch (error) {
    const failure = asFailure(error);
    onFailure(name, failure);
    if (limited.aborted)
      return { name, verdict: "undecided", detail: `no answer within ${limit} ms`, milliseconds: milliseconds() };
    const detail = failure.visible ? failure.message : "failed; the log has more under this correlation id";
    return { name, verdict: "failed", detail, milliseconds: milliseconds() };
  }
}
