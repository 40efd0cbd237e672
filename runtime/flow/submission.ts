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
import { recordJob } from "./recording.ts";

/** A sync job is answered within this. */
const SYNC_MILLISECONDS = 5_000;
/** Nobody else may take a sync job for this long: its time, what is needed to write down its end, and some more. */
const LEASE_MILLISECONDS = 15_000;

/** Codes of a start or an ending that came second. */
const OVERTAKEN: ReadonlySet<string> = new Set(["lost-race", "illegal-transition"]);

/** The whole request's time, and the part of it in which a sync job's page has to be extracted. */
type Signals = { readonly whole: AbortSignal; readonly sync: AbortSignal };

export type SubmissionPorts = Omit<AttemptPorts, "store"> &
  AdmissionRules & {
    readonly store: JobStore;
    readonly queue: Pick<JobQueue, "send">;
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
  const isSync = request.type === "sync";
  const identity = admit(request, ports);
  const { outcome, record, isIdle } = await recordJob({ request, identity, correlationId }, ports, signal);
  if (!isIdle) return { outcome: "duplicate", job: await whole(record, ports, signal) };
  const job = isSync ? await answered(record, ports, signals) : await queued(record, ports, signal);
  if (outcome === "duplicate") return { outcome, job };
  return { outcome: isSync ? "finished" : "accepted", job };
}

/** The job of a record with its result, wherever that lies. */
async function whole({ job, book }: JobRecord, { store }: SubmissionPorts, signal: AbortSignal): Promise<Job> {
  return book.resultKey === undefined ? job : ((await store.get(job.id, signal)) ?? job);
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
