import type { JobRecord } from "../adapters/job-record.ts";
import { Failure } from "../domain/failure.ts";
import { type AttemptPorts, attempt, type Outcome } from "./attempt.ts";

/** How often a job is tried; the queue's maxReceiveCount is the same. */
export const MAX_ATTEMPTS = 3;

/** Nobody else may take a job for this long; longer than a worker lives, shorter than the queue hides its message. */
export const LEASE_MILLISECONDS = 60_000;

export type Processing = {
  readonly jobId: string;
  /** How often the queue has handed the message out. */
  readonly receiveCount: number;
  /** Names this one piece of work, and no other. */
  readonly owner: string;
};

export type ProcessingOutcome =
  | Outcome
  /** The message came once more although the job is finished, or a later attempt took it over: nothing is left to do. */
  | { readonly outcome: "superfluous" | "overtaken"; readonly failure: Failure };

/**
 * One queue message's work. Throws `lost-race` while another worker holds the job, and what the store throws: then the
 * message has to come again.
 */
export async function processJob(
  { jobId, receiveCount, owner }: Processing,
  ports: AttemptPorts,
  signal: AbortSignal,
): Promise<ProcessingOutcome> {
  const begun = await begin({ jobId, owner }, ports, signal);
  if (begun instanceof Failure) return { outcome: "superfluous", failure: begun };
  const last = Math.max(begun.book.attempt, receiveCount) >= MAX_ATTEMPTS;
  try {
    return await attempt({ record: begun, last }, ports, signal);
  } catch (error) {
    if (error instanceof Failure && error.code === "lost-race") return { outcome: "overtaken", failure: error };
    throw error;
  }
}

async function begin(
  { jobId, owner }: { jobId: string; owner: string },
  { store }: AttemptPorts,
  signal: AbortSignal,
): Promise<JobRecord | Failure> {
  try {
    return await store.start({ id: jobId, owner, leaseMilliseconds: LEASE_MILLISECONDS }, signal);
  } catch (error) {
    if (error instanceof Failure && error.code === "illegal-transition") return error;
    throw error;
  }
}
