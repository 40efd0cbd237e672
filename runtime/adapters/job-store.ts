import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Job } from "../domain/job.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { ended, HELD, type Lease, type LogLine, progressed, started, UNHELD } from "./job-change.ts";
import { createJob, type JobCreation, type NewJob } from "./job-creation.ts";
import { type ListedJobs, listJobs } from "./job-listing.ts";
import type { ListingWanted } from "./job-places.ts";
import { readRecord, requireRecord } from "./job-reading.ts";
import type { JobRecord } from "./job-record.ts";
import { restored } from "./job-result.ts";
import { writeChange } from "./job-writing.ts";

/**
 * The one writer of jobs, as far as work on them goes. Each write is conditional, checks the transition and the whole record before it is sent, and
 * returns the record written. A write that another one overtook is `lost-race`, one that the job's status does not allow
 * `illegal-transition`, an unknown job `not-found`.
 */
export type JobSteps = {
  get(id: string, signal: AbortSignal): Promise<Job | undefined>;
  /** The record to write from, as it is now; a result that lies elsewhere is not fetched. */
  read(id: string, signal: AbortSignal): Promise<JobRecord>;
  /** Begins an attempt: pending, or processing with its lease over, becomes processing under a new lease. */
  start(input: Lease & { id: string }, signal: AbortSignal): Promise<JobRecord>;
  /** Adds a log line and renews the lease. */
  progress(
    input: { record: JobRecord; log: LogLine; leaseMilliseconds: number },
    signal: AbortSignal,
  ): Promise<JobRecord>;
  finish(
    input: { record: JobRecord; result: Readonly<Record<string, unknown>>; log?: LogLine },
    signal: AbortSignal,
  ): Promise<JobRecord>;
  fail(input: { record: JobRecord; error: string; log?: LogLine }, signal: AbortSignal): Promise<JobRecord>;
  /** Gives the job back: processing becomes pending, for a later attempt. */
  retry(input: { record: JobRecord; log?: LogLine }, signal: AbortSignal): Promise<JobRecord>;
};

/** The same, for who takes requests as well. */
export type JobStore = JobSteps & {
  /** Writes a pending job, or finds the one that the same request made before; one that failed does not count. */
  create(input: NewJob, signal: AbortSignal): Promise<JobCreation>;
  list(wanted: ListingWanted, signal: AbortSignal): Promise<ListedJobs>;
};

export type JobStepsOptions = {
  readonly client: DynamoDBClient;
  readonly jobsTable: string;
  /** Holds results that are too large for an item. */
  readonly artifacts: ArtifactStore;
  /** Epoch milliseconds. */
  readonly now?: () => number;
};

export type JobStoreOptions = JobStepsOptions & { readonly submissionsTable: string };

/** Jobs in DynamoDB, for who works on them. */
export function jobSteps({ now = Date.now, ...options }: JobStepsOptions): JobSteps {
  return {
    async get(id, signal) {
      const record = await readRecord({ ...options, id }, signal);
      return record === undefined ? undefined : (await restored(record, options.artifacts, signal)).job;
    },
    read: (id, signal) => requireRecord({ ...options, id }, signal),
    async start({ id, ...lease }, signal) {
      const read = await requireRecord({ ...options, id }, signal);
      return writeChange({ ...options, read, next: started(read, lease, now()), guard: UNHELD }, signal);
    },
    progress: ({ record: read, log, leaseMilliseconds }, signal) =>
      writeChange({ ...options, read, next: progressed(read, log, leaseMilliseconds, now()), guard: HELD }, signal),
    finish: ({ record: read, result, log }, signal) =>
      writeChange(
        { ...options, read, next: ended(read, { status: "completed", result, log }, now()), guard: HELD },
        signal,
      ),
    fail: ({ record: read, error, log }, signal) =>
      writeChange(
        { ...options, read, next: ended(read, { status: "failed", error, log }, now()), guard: HELD },
        signal,
      ),
    retry: ({ record: read, log }, signal) =>
      writeChange({ ...options, read, next: ended(read, { status: "pending", log }, now()), guard: HELD }, signal),
  };
}

/** Jobs in DynamoDB, with what is needed to make them. */
export function jobStore({ submissionsTable, ...options }: JobStoreOptions): JobStore {
  const { now = Date.now } = options;
  const create: JobStore["create"] = (input, signal) =>
    createJob({ ...options, submissionsTable, input, now: now() }, signal);
  const list: JobStore["list"] = (wanted, signal) => listJobs({ ...options, wanted }, signal);
  return { ...jobSteps(options), create, list };
}
