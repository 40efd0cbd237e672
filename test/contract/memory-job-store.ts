import { ended, type Guard, HELD, overtaken, progressed, started, UNHELD } from "../../runtime/adapters/job-change.ts";
import { pendingRecord, SUBMISSION_SECONDS } from "../../runtime/adapters/job-creation.ts";
import { firstPlaces } from "../../runtime/adapters/job-places.ts";
import { noSuchJob } from "../../runtime/adapters/job-reading.ts";
import { type JobRecord, recordValues } from "../../runtime/adapters/job-record.ts";
import type { JobStore } from "../../runtime/adapters/job-store.ts";
import { Failure } from "../../runtime/domain/failure.ts";

/** Jobs in this process, for tests: the same judgement as the real store, over a map. */
export function memoryJobStore({ now = Date.now }: { now?: () => number } = {}): JobStore {
  const records = new Map<string, JobRecord>();
  const submissions = new Map<string, { jobId: string; expiresAt: number }>();

  const write = (read: JobRecord, next: JobRecord, guard: Guard): JobRecord => {
    const current = records.get(read.job.id);
    if (current === undefined) throw noSuchJob(read.job.id);
    const is = recordValues(current);
    const was = recordValues(read);
    if (guard.some((name) => is[name] !== was[name])) throw overtaken(read, current, next.job.status);
    records.set(next.job.id, structuredClone(next));
    return next;
  };

  return {
    async create(input) {
      const record = pendingRecord(input, now());
      if (records.has(input.id)) throw new Failure("lost-race", "There is a job with this id already.");
      const note = submissions.get(input.digest);
      const existing = note === undefined ? undefined : records.get(note.jobId);
      const counts = note !== undefined && note.expiresAt >= now() / 1000 && !input.fresh;
      if (counts && existing !== undefined && existing.job.status !== "failed") {
        return { outcome: "duplicate", record: existing };
      }
      records.set(input.id, structuredClone(record));
      submissions.set(input.digest, { jobId: input.id, expiresAt: now() / 1000 + SUBMISSION_SECONDS });
      return { outcome: "created", record };
    },
    async list({ status, limit, after = "~" }) {
      const listed = [...records.values()].filter(
        ({ job, book: { listedAt = "" } }) => (status ?? job.status) === job.status && listedAt < after,
      );
      const found = listed.map(({ job: { id }, book: { listedAt = "" } }) => ({ id, listedAt }));
      const { places, more } = firstPlaces(found, limit);
      const items = places.flatMap(({ id }) => structuredClone(records.get(id)?.job) ?? []);
      const next = more ? places.at(-1)?.listedAt : undefined;
      return { items, unreadable: [], ...(next === undefined ? {} : { next }) };
    },
    async read(id) {
      const record = records.get(id);
      if (record === undefined) throw noSuchJob(id);
      return structuredClone(record);
    },
    get: async (id) => structuredClone(records.get(id)?.job),
    async start({ id, ...lease }) {
      const read = records.get(id);
      if (read === undefined) throw noSuchJob(id);
      return write(read, started(read, lease, now()), UNHELD);
    },
    progress: async ({ record, log, leaseMilliseconds }) =>
      write(record, progressed(record, log, leaseMilliseconds, now()), HELD),
    finish: async ({ record, result, log }) =>
      write(record, ended(record, { status: "completed", result, log }, now()), HELD),
    fail: async ({ record, error, log }) => write(record, ended(record, { status: "failed", error, log }, now()), HELD),
    retry: async ({ record, log }) => write(record, ended(record, { status: "pending", log }, now()), HELD),
  };
}
