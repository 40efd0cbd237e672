import type { JobRecord } from "../adapters/job-record.ts";
import { Failure } from "../domain/failure.ts";
import { type AttemptPorts, attempt, type Outcome } from "./attempt.ts";

/** How often a job is tried; the queue's maxReceiveCount is the same. */
export const MAX_ATTEMPTS = 3;

/** For so much longer than a worker lives nobody else may take its job: two clocks are never quite the same. */
export const LEASE_MARGIN_MILLISECONDS = 5_000;

export type Processing = {
  readonly jobId: string;
  /** How often the queue has handed the message out. */
  readonly receiveCount: number;
  /** Names this one piece of work, and no other. */
  readonly owner: string;
  /** The process that does it ends within this; the queue hides the message for longer. */
  readonly livesMilliseconds: number;
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
  { jobId, receiveCount, owner, livesMilliseconds }: Processing,
  ports: AttemptPorts,
  signal: AbortSignal,
): Promise<ProcessingOutcome> {
  const leaseMilliseconds = livesMilliseconds + LEASE_MARGIN_MILLISECONDS;
  const begun = await begin({ id: jobId, owner, leaseMilliseconds }, ports, signal);
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
  lease: Parameters<AttemptPorts["store"]["start"]>[0],
  { store }: AttemptPorts,
  signal: AbortSignal,
): Promise<JobRecord | Failure> {
  try {
    return await store.start(lease, signal);
  } catch (error) {
    if (error instanceof Failure && error.code === "illegal-transition") return error;
    throw error;
  }
}
