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
  { store, queue }: { store: JobSteps; queue: JobQueue },
  signal: AbortSignal,
): Promise<void> {
  const { job, book } = record;
  try {
    await queue.send({ message: { jobId: job.id }, correlationId: book.correlationId ?? job.id }, signal);
  } catch (cause) {
    const isUnderWay = await givenUp({ id: job.id, owner }, store);
    if (isUnderWay) return;
    throw new Failure("unavailable", "The queue cannot take the job now. Send the same request again in a moment.", {
      cause,
      retryAfter: RETRY_SECONDS,
    });
  }
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
