import type { JobQueue } from "../adapters/job-queue.ts";
import type { JobRecord } from "../adapters/job-record.ts";
import type { JobSteps } from "../adapters/job-store.ts";
import { asFailure, Failure } from "../domain/failure.ts";

const GIVE_UP_MILLISECONDS = 3_000;
const RETRY_SECONDS = 5;

export type Enqueueing = {
  readonly record: JobRecord;
  /** Names this piece of work, should the job have to be given up. */
  readonly owner: string;
};

/**
 * Sends a pending job to the workers. When the queue does not take it, the job is failed, for everyone to see, and
 * `unavailable` is thrown: the same request then makes a new one.
 */
export async function enqueue(
  { record, owner }: Enqueueing,
  { store, queue }: { store: JobSteps; queue: Pick<JobQueue, "send"> },
  signal: AbortSignal,
): Promise<void> {
  try {
    await queue.send(messageOf(record), signal);
  } catch (cause) {
    await requireUnderWay({ id: record.job.id, owner, cause }, store);
  }
}

/**
 * The same for up to ten jobs at once. Returns, in their order, why a job could not be queued; undefined for one that is
 * on its way.
 */
export async function enqueueAll(
  { records, owner }: { records: readonly JobRecord[]; owner: string },
  { store, queue }: { store: JobSteps; queue: Pick<JobQueue, "sendAll"> },
  signal: AbortSignal,
): Promise<readonly (Failure | undefined)[]> {
  const refusals = await refusalsOf(records, queue, signal);
  return Promise.all(
    records.map(async ({ job: { id } }, index) => {
      const cause = refusals[index];
      if (cause === undefined) return undefined;
      try {
        await requireUnderWay({ id, owner, cause }, store);
        return undefined;
      } catch (error) {
        return asFailure(error);
      }
    }),
  );
}

async function refusalsOf(
  records: readonly JobRecord[],
  queue: Pick<JobQueue, "sendAll">,
  signal: AbortSignal,
): Promise<readonly (Failure | undefined)[]> {
  if (records.length === 0) return [];
  try {
    return await queue.sendAll(records.map(messageOf), signal);
  } catch (error) {
    return records.map(() => asFailure(error));
  }
}

function messageOf({ job, book }: JobRecord) {
  return { message: { jobId: job.id }, correlationId: book.correlationId ?? job.id };
}

/** Fails a job that the queue did not take, and throws that it did not; returns when a worker has the job after all. */
async function requireUnderWay(
  { cause, ...job }: { id: string; owner: string; cause: unknown },
  store: JobSteps,
): Promise<void> {
  if (await givenUp(job, store)) return;
  throw new Failure("unavailable", "The queue cannot take the job now. Send the same request again in a moment.", {
    cause,
    retryAfter: RETRY_SECONDS,
  });
}

/** Fails the job; true when a worker has it after all, because the queue took it although its answer was lost. */
async function givenUp({ id, owner }: { id: string; owner: string }, store: JobSteps): Promise<boolean> {
  const signal = AbortSignal.timeout(GIVE_UP_MILLISECONDS);
  try {
    const record = await store.start({ id, owner, leaseMilliseconds: GIVE_UP_MILLISECONDS }, signal);
    await store.fail({ record, error: "unavailable: The queue could not take the job." }, signal);
    return false;
  } catch (error) {
    const { code } = asFailure(error);
    if (code === "lost-race" || code === "illegal-transition") return true;
    throw error;
  }
}
