import { isDeepStrictEqual } from "node:util";
import { Failure } from "../domain/failure.ts";
import { isLegalTransition, type Job, type JobLog, type JobStatus } from "../domain/job.ts";
import { listingOf } from "../domain/listing.ts";
import { type Bookkeeping, type JobRecord, recordValues, validJob } from "./job-record.ts";

/** The most log entries a job keeps; the oldest go first. */
const MOST_LOGS = 100;
const LONGEST_MESSAGE = 1_000;

export type LogLine = Omit<JobLog, "at"> & { readonly level: JobLog["level"]; readonly message: string };
export type Lease = { readonly owner: string; readonly leaseMilliseconds: number };

/**
 * The record after work on it has begun. A job that is being worked on may be taken over once its lease is over; before
 * that it is `lost-race`. A finished one is `illegal-transition`.
 */
export function started(record: JobRecord, { owner, leaseMilliseconds }: Lease, now: number): JobRecord {
  const { job, book } = record;
  const lease = { leaseOwner: owner, leaseUntil: now + leaseMilliseconds, attempt: book.attempt + 1 };
  if (job.status !== "processing") return moved(record, { status: "processing" }, lease, now);
  if ((book.leaseUntil ?? 0) > now) {
    const retryAfter = Math.ceil(((book.leaseUntil ?? now) - now) / 1000) + 1;
    throw new Failure("lost-race", `Job ${job.id} is being worked on by someone else.`, { retryAfter });
  }
  return changed(record, {}, lease, now);
}

/** The record with one more log line and its lease renewed. */
export function progressed(record: JobRecord, line: LogLine, leaseMilliseconds: number, now: number): JobRecord {
  requireProcessing(record, "processing");
  return changed(record, { logs: logged(record.job, line, now) }, { leaseUntil: now + leaseMilliseconds }, now);
}

export type Ending = {
  readonly status: Exclude<JobStatus, "processing">;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly log?: LogLine | undefined;
};

/** The record after this attempt is over: completed, failed, or pending again. The lease is given up. */
export function ended(record: JobRecord, { log, error, ...ending }: Ending, now: number): JobRecord {
  const logs = log === undefined ? {} : { logs: logged(record.job, log, now) };
  const told = error === undefined ? {} : { error: error.toWellFormed() };
  const { leaseUntil: _, ...book } = record.book;
  return moved({ job: record.job, book }, { ...ending, ...told, ...logs }, {}, now);
}

function moved(
  record: JobRecord,
  job: Partial<Job> & { status: JobStatus },
  book: Partial<Bookkeeping>,
  now: number,
): JobRecord {
  if (!isLegalTransition(record.job.status, job.status)) throw illegal(record.job, job.status);
  return changed(record, job, book, now);
}

function changed(record: JobRecord, job: object, book: Partial<Bookkeeping>, now: number): JobRecord {
  const updatedAt = Math.max(now, record.job.updatedAt);
  const next = validJob({ ...record.job, ...job, updatedAt });
  const revision = record.book.revision + 1;
  return { job: next, book: { ...record.book, ...book, ...listingOf(next), revision } };
}

function requireProcessing({ job }: JobRecord, wanted: JobStatus): void {
  if (job.status !== "processing") throw illegal(job, wanted);
}

function logged(job: Job, line: LogLine, now: number): JobLog[] {
  const entry = { ...line, at: now, message: line.message.slice(0, LONGEST_MESSAGE).toWellFormed() };
  return [...(job.logs ?? []), entry].slice(-MOST_LOGS);
}

/** The failure of a change that a job's status does not allow. */
function illegal(job: Pick<Job, "id" | "status">, wanted: JobStatus): Failure {
  return new Failure("illegal-transition", `Job ${job.id} is ${job.status} and cannot become ${wanted}.`, {
    reason: job.status,
  });
}

/**
 * What has to be unchanged since a record was read: for the one who holds the lease, and for one who wants it. The
 * revision alone would do, were every writer one of ours; a migration that is undone takes the schema's version away.
 */
export const HELD = ["schemaVersion", "status", "attempt", "leaseOwner", "revision"] as const;
export const UNHELD = [...HELD, "leaseUntil"] as const;
export type Guard = typeof HELD | typeof UNHELD;

/** The failure of a write whose record is no longer the one that was read: the same holder did it before, or another one came first. */
export function overtaken(read: JobRecord, current: JobRecord, wanted: JobStatus): Failure {
  const sameHolder = read.book.leaseOwner === current.book.leaseOwner && read.book.attempt === current.book.attempt;
  const { status } = current.job;
  const isPossible = isLegalTransition(status, wanted) || (status === "processing" && wanted === "processing");
  if (sameHolder && !isPossible) return illegal(current.job, wanted);
  return new Failure("lost-race", `Job ${read.job.id} was changed by someone else.`);
}

/** Whether a job that could not be written is the one that was read all the same: only the shape of its item has changed. */
export function isSameJob(read: JobRecord, current: JobRecord, guard: Guard): boolean {
  const was = recordValues(read);
  const is = recordValues(current);
  return guard.every((name) => was[name] === is[name]) && isDeepStrictEqual(read.job, current.job);
}
