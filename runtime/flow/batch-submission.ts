import type { JobQueue } from "../adapters/job-queue.ts";
import { asFailure, Failure } from "../domain/failure.ts";
import { deadline } from "../reliability/deadline.ts";
import { type BatchEntry, judgeEntries, type Rejection, rejection } from "./batch-entry.ts";
import { enqueueAll } from "./enqueueing.ts";
import { type Recorded, recordJob } from "./recording.ts";
import type { SubmissionPorts } from "./submission.ts";

export type BatchItem =
  | { readonly index: number; readonly outcome: "accepted" | "duplicate"; readonly id: string }
  | ({ readonly index: number; readonly outcome: "rejected" } & Rejection);

/** What became of each entry, in the order they came in. */
export type BatchAnswer = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly items: readonly BatchItem[];
};

export type BatchPorts = Omit<SubmissionPorts, "queue" | "extract"> & { readonly queue: Pick<JobQueue, "sendAll"> };

export type SubmittingBatch = BatchPorts & {
  /** Is told why an entry was not taken that was good in itself. */
  readonly onFailure: (failure: Failure) => void;
};

export type SubmittedBatch = { readonly jobs: readonly unknown[]; readonly correlationId: string };

/** So many jobs go to the queue in one call. */
const PORTION = 10;
/** So many portions are under way at once. */
const LANES = 5;
/** No portion is begun after this; API Gateway waits 29 seconds, and a portion that was begun has to end. */
const BEGIN_MILLISECONDS = 15_000;
/** What was begun has to be done within this. */
const DONE_MILLISECONDS = 21_000;

/**
 * Takes many requests at once: each is admitted, written down and queued on its own, also a sync one. Entries that ask
 * for the same are one job. What could not be done in time is rejected with the reason `try-again`.
 */
export async function submitBatch(
  { jobs, correlationId }: SubmittedBatch,
  ports: SubmittingBatch,
  signal: AbortSignal,
): Promise<BatchAnswer> {
  const { leaders, followers, rejected } = judgeEntries(jobs, ports);
  const items = new Map<number, BatchItem>(rejected.map((item) => [item.index, { outcome: "rejected", ...item }]));
  const portions = portionsOf(leaders);
  const begin = deadline(BEGIN_MILLISECONDS, signal);
  const done = deadline(DONE_MILLISECONDS, signal);
  const lane = async () => {
    for (let portion = portions.shift(); portion !== undefined; portion = portions.shift()) {
      const outcomes = begin.aborted ? portion.map(tooLate) : await submitted({ portion, correlationId }, ports, done);
      for (const item of outcomes) items.set(item.index, item);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  for (const { index, leader } of followers) {
    const first = items.get(leader);
    if (first !== undefined) items.set(index, asFollower(first, index));
  }
  return counted(jobs.map((_, index) => items.get(index) ?? tooLate({ index })));
}

function portionsOf(entries: readonly BatchEntry[]): BatchEntry[][] {
  const count = Math.ceil(entries.length / PORTION);
  return Array.from({ length: count }, (_, nth) => entries.slice(nth * PORTION, (nth + 1) * PORTION));
}

/** Writes a portion's jobs down side by side and queues those that have to be set going in one call. */
async function submitted(
  { portion, correlationId }: { portion: readonly BatchEntry[]; correlationId: string },
  ports: SubmittingBatch,
  signal: AbortSignal,
): Promise<BatchItem[]> {
  const recorded = await Promise.all(
    portion.map((entry) => recordJob({ ...entry, correlationId }, ports, signal).catch(asFailure)),
  );
  const idle = recorded.filter((one): one is Recorded => !(one instanceof Failure) && one.isIdle);
  const refusals = await enqueueAll({ records: idle.map(({ record }) => record), owner: ports.newId() }, ports, signal);
  const refused = new Map(idle.map((one, nth) => [one, refusals[nth]]));
  return portion.map(({ index }, nth) => {
    const one = recorded[nth];
    const failure = one instanceof Failure ? one : one && refused.get(one);
    if (failure !== undefined) {
      ports.onFailure(failure);
      return { index, outcome: "rejected", ...rejection(failure) };
    }
    if (one === undefined || one instanceof Failure) return tooLate({ index });
    return { index, outcome: one.outcome === "created" ? "accepted" : "duplicate", id: one.record.job.id };
  });
}

function tooLate({ index }: { readonly index: number }): BatchItem {
  const late = new Failure("deadline-exceeded", "There was no time left for this entry. Send it again.");
  return { index, outcome: "rejected", ...rejection(late) };
}

function asFollower(first: BatchItem, index: number): BatchItem {
  return first.outcome === "rejected" ? { ...first, index } : { ...first, index, outcome: "duplicate" };
}

function counted(items: readonly BatchItem[]): BatchAnswer {
  const count = (wanted: BatchItem["outcome"]) => items.filter(({ outcome }) => outcome === wanted).length;
  return { accepted: count("accepted"), duplicates: count("duplicate"), rejected: count("rejected"), items };
}
