import type { JobCreation } from "../adapters/job-creation.ts";
import type { JobStore } from "../adapters/job-store.ts";
import { Failure } from "../domain/failure.ts";
import type { JobRequest } from "../domain/request.ts";
import type { Admitted } from "./admission.ts";

/** An unfinished job that nothing has happened to for this long may have been lost on its way; the same request sends it again. */
const QUIET_MILLISECONDS = 5 * 60_000;
/** The same for a job that was never begun: longer than the request lived that wrote it down and may not have queued it. */
const UNBEGUN_MILLISECONDS = 60_000;

export type Recording = {
  readonly request: JobRequest;
  readonly identity: Admitted;
  readonly correlationId: string;
};

export type RecordingPorts = {
  readonly store: Pick<JobStore, "create">;
  readonly newId: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** A job that is written down; `isIdle` when somebody has to set it going: it is new, or it has stopped on the way. */
export type Recorded = JobCreation & { readonly isIdle: boolean };

/** Writes an admitted request down as a job, or finds the job that the same request made before. */
export async function recordJob(
  { request, identity, correlationId }: Recording,
  { store, newId, now }: RecordingPorts,
  signal: AbortSignal,
): Promise<Recorded> {
  const { type, url, params, priority, fresh } = request;
  try {
    const input = { id: newId(), type, url, params, priority, fresh, correlationId, ...identity };
    const creation = await store.create(input, signal);
    return { ...creation, isIdle: creation.outcome === "created" || isStopped(creation, now()) };
  } catch (error) {
    if (!(error instanceof Failure && error.reason === "unstorable-value")) throw error;
    throw new Failure("invalid-request", `The request cannot be stored: ${error.message}`, { cause: error });
  }
}

function isStopped({ record: { job, book } }: JobCreation, now: number): boolean {
  if (job.status !== "pending" && job.status !== "processing") return false;
  return now - job.updatedAt > (book.attempt === 0 ? UNBEGUN_MILLISECONDS : QUIET_MILLISECONDS);
}
