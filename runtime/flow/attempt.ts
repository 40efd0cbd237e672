import type { JobRecord } from "../adapters/job-record.ts";
import type { JobSteps } from "../adapters/job-store.ts";
import { asFailure, Failure } from "../domain/failure.ts";
import { JobParams } from "../domain/request.ts";
import type { ExtractionResult } from "../domain/result.ts";
import { schemaProblem } from "../lambda/schema-problem.ts";
import { until } from "../reliability/deadline.ts";
import { needsModel } from "./model-need.ts";
import { toldError } from "./told-error.ts";

export type ExtractionWanted = { readonly url: string; readonly params: JobParams; readonly withModel: boolean };

/** Fetches a page and extracts what was asked. */
export type Extraction = (wanted: ExtractionWanted, signal: AbortSignal) => Promise<ExtractionResult>;

export type AttemptPorts = { readonly store: JobSteps; readonly extract: Extraction };

export type Attempt = {
  /** Began with `store.start`. */
  readonly record: JobRecord;
  /** Whether a failure that may pass ends the job all the same. */
  readonly last: boolean;
};

export type Outcome =
  | { readonly outcome: "completed"; readonly record: JobRecord }
  | { readonly outcome: "failed" | "retried"; readonly record: JobRecord; readonly failure: Failure };

/** Writing down what came of an attempt has this long, whatever is left of the attempt's own time. */
const SETTLE_MILLISECONDS = 3_000;

/** Extracts once and writes down what came of it: completed, failed, or pending again when it may pass and another attempt is left. */
export async function attempt({ record, last }: Attempt, ports: AttemptPorts, signal: AbortSignal): Promise<Outcome> {
  const { store } = ports;
  const extracted = await extractedOrFailure(record, ports, signal);
  const settling = AbortSignal.timeout(SETTLE_MILLISECONDS);
  const failure =
    extracted instanceof Failure ? extracted : await finished({ record, result: extracted }, store, settling);
  if (!(failure instanceof Failure)) return { outcome: "completed", record: failure };
  const error = toldError(failure);
  const count = record.book.attempt;
  if (failure.retryable && !last) {
    const log = { level: "warn", message: `Attempt ${count} failed and will be repeated. ${error}` } as const;
    return { outcome: "retried", record: await store.retry({ record, log }, settling), failure };
  }
  const log = { level: "error", message: `Attempt ${count} failed. ${error}` } as const;
  return { outcome: "failed", record: await store.fail({ record, error, log }, settling), failure };
}

async function extractedOrFailure(
  { job }: JobRecord,
  { extract }: AttemptPorts,
  signal: AbortSignal,
): Promise<ExtractionResult | Failure> {
  const { data: params, error } = JobParams.safeParse(job.params);
  if (params === undefined)
    return new Failure("invalid-request", `The params cannot be used. ${schemaProblem(JobParams, error)}`);
  try {
    const wanted = { url: job.url, params, withModel: needsModel({ type: job.type, params }) };
    return await until(extract(wanted, signal), signal);
  } catch (error) {
    if (!signal.aborted || error instanceof Failure) return asFailure(error);
    return new Failure("deadline-exceeded", "The page was not extracted in the time there was. Submit it as async.", {
      cause: error,
    });
  }
}

/** A result that cannot be written ends the job; everything else that goes wrong here concerns the store, not the job. */
async function finished(
  input: { record: JobRecord; result: ExtractionResult },
  store: JobSteps,
  signal: AbortSignal,
): Promise<JobRecord | Failure> {
  try {
    return await store.finish(input, signal);
  } catch (error) {
    if (error instanceof Failure && error.code === "invalid-record") return error;
    throw error;
  }
}
