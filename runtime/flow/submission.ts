import type { JobQueue } from "../adapters/job-queue.ts";
import type { JobRecord } from "../adapters/job-record.ts";
import type { JobStore } from "../adapters/job-store.ts";
import { Failure } from "../domain/failure.ts";
import type { Job } from "../domain/job.ts";
import type { JobRequest } from "../domain/request.ts";
import { deadline } from "../reliability/deadline.ts";
import { type AdmissionRules, admit } from "./admission.ts";
import { type AttemptPorts, attempt } from "./attempt.ts";
import { enqueue } from "./enqueueing.ts";
import { LEASE_MILLISECONDS } from "./processing.ts";

/** A sync job is answered within this. */
const SYNC_MILLISECONDS = 5_000;

/** An unfinished job that nothing has happened to for this long may have been lost on its way; the same request sends it again. */
const QUIET_MILLISECONDS = 5 * 60_000;

/** Codes of a start or an ending that came second. */
const OVERTAKEN: ReadonlySet<string> = new Set(["lost-race", "illegal-transition"]);

/** The whole request's time, and the part of it in which a sync job's page has to be extracted. */
type Signals = { readonly whole: AbortSignal; readonly sync: AbortSignal };

export type SubmissionPorts = Omit<AttemptPorts, "store"> &
  AdmissionRules & {
    readonly store: JobStore;
    readonly queue: JobQueue;
    readonly newId: () => string;
    /** Epoch milliseconds. */
    readonly now: () => number;
  };

export type Submitted = { readonly request: JobRequest; readonly correlationId: string };

/** `finished` was answered at once, `accepted` is on its way, `duplicate` was asked before. */
export type Submission = { readonly outcome: "finished" | "accepted" | "duplicate"; readonly job: Job };

/**
 * Takes one request: admitted, written down, then answered (sync) or queued. The same request finds the job it made
 * before, and sets it going again should it have stopped on the way.
 */
export async function submitJob(
  { request, correlationId }: Submitted,
  ports: SubmissionPorts,
  signal: AbortSignal,
): Promise<Submission> {
  const signals = { whole: signal, sync: deadline(SYNC_MILLISECONDS, signal) };
  const { type, url, params, priority, fresh } = request;
  const identity = admit(request, ports);
  const input = { id: ports.newId(), type, url, params, priority, fresh, correlationId, ...identity };
  const { outcome, record } = await created(input, ports.store, signal);
  const isNew = outcome === "created";
  if (isNew || isStopped(record.job, ports.now())) {
    const job = type === "sync" ? await answered(record, ports, signals) : await queued(record, ports, signal);
    if (isNew) return { outcome: type === "sync" ? "finished" : "accepted", job };
    return { outcome: "duplicate", job };
  }
  return { outcome: "duplicate", job: record.job };
}

function isStopped({ status, updatedAt }: Job, now: number): boolean {
  return (status === "pending" || status === "processing") && now - updatedAt > QUIET_MILLISECONDS;
}

async function created(input: Parameters<JobStore["create"]>[0], store: JobStore, signal: AbortSignal) {
  try {
    return await store.create(input, signal);
  } catch (error) {
    if (!(error instanceof Failure && error.reason === "unstorable-value")) throw error;
    throw new Failure("invalid-request", `The request cannot be stored: ${error.message}`, { cause: error });
  }
}

async function queued(record: JobRecord, { store, queue, newId }: SubmissionPorts, signal: AbortSignal): Promise<Job> {
  await enqueue({ record, owner: newId() }, { store, queue }, signal);
  return record.job;
}

/** Runs the job within the request. Should another request be running it, the job is told as it is. */
async function answered({ job }: JobRecord, ports: SubmissionPorts, signals: Signals): Promise<Job> {
  const lease = { id: job.id, owner: ports.newId(), leaseMilliseconds: LEASE_MILLISECONDS };
  try {
    const record = await ports.store.start(lease, signals.whole);
    return (await attempt({ record, last: true }, ports, signals.sync)).record.job;
  } catch (error) {
    if (!(error instanceof Failure && OVERTAKEN.has(error.code))) throw error;
    return (await ports.store.get(job.id, signals.whole)) ?? job;
  }
}
