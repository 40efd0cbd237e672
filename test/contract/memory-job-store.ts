import { isDeepStrictEqual } from "node:util";
import { artifactKey } from "../../runtime/adapters/artifact-store.ts";
import { fromItem, type Item, toItem } from "../../runtime/adapters/attribute.ts";
import { isCanonical } from "../../runtime/adapters/canonical-item.ts";
import {
  ended,
  type Guard,
  HELD,
  isSameJob,
  overtaken,
  progressed,
  started,
  UNHELD,
} from "../../runtime/adapters/job-change.ts";
import { pendingRecord, SUBMISSION_SECONDS } from "../../runtime/adapters/job-creation.ts";
import { differenceOf } from "../../runtime/adapters/job-difference.ts";
import { firstPlaces } from "../../runtime/adapters/job-places.ts";
import { noSuchJob } from "../../runtime/adapters/job-reading.ts";
import { type JobRecord, parseRecord, recordValues } from "../../runtime/adapters/job-record.ts";
import { restored, shelved } from "../../runtime/adapters/job-result.ts";
import type { JobStore } from "../../runtime/adapters/job-store.ts";
import { recordOf } from "../../runtime/adapters/job-upgrade.ts";
import { replaced } from "../../runtime/adapters/legacy-item.ts";
import { asFailure, Failure } from "../../runtime/domain/failure.ts";
import type { Job } from "../../runtime/domain/job.ts";

const { signal } = new AbortController();

export type MemoryJobStoreOptions = {
  readonly now?: () => number;
  /** The table: items by their id. */
  readonly items?: Map<string, Item>;
};

/** Jobs in this process, for tests: the same judgement as the real store, over a map. */
export function memoryJobStore({ now = Date.now, items = new Map() }: MemoryJobStoreOptions = {}): JobStore {
  const submissions = new Map<string, { jobId: string; expiresAt: number }>();
  const kept = new Map<string, Uint8Array>();
  const artifacts = {
    async put(bytes: Uint8Array) {
      kept.set(artifactKey(bytes), bytes);
      return artifactKey(bytes);
    },
    get: async (key: string) => kept.get(key) ?? Buffer.from("null"),
  };
  const jobIn = async (item: Item) => (await restored(await recordOf(item), artifacts, signal)).job;

  const write = async (read: JobRecord, changed: JobRecord, guard: Guard): Promise<JobRecord> => {
    const next = await shelved(changed, artifacts, signal);
    const { set, remove } = differenceOf(read, next);
    const current = items.get(read.job.id);
    if (current === undefined) throw noSuchJob(read.job.id);
    if (!isUnchanged(read, current, guard)) {
      const record = await recordOf(current);
      if (isSameJob(read, record, guard)) return write(record, changed, guard);
      throw overtaken(read, record, next.job.status);
    }
    items.set(
      read.job.id,
      replaced({ item: current, canonical: current, absent: [], ...read.legacy }, { set, remove }),
    );
    return changed;
  };
  const required = async (id: string) => {
    const item = items.get(id);
    if (item === undefined) throw noSuchJob(id);
    return recordOf(item);
  };

  return {
    async create(input) {
      const record = pendingRecord(input, now());
      if (items.has(input.id)) throw new Failure("lost-race", "There is a job with this id already.");
      const note = submissions.get(input.digest);
      const existing = note === undefined ? undefined : items.get(note.jobId);
      const counts = note !== undefined && note.expiresAt >= now() / 1000 && !input.fresh;
      if (counts && existing !== undefined && existing.status?.S !== "failed") {
        return { outcome: "duplicate", record: await recordOf(existing) };
      }
      items.set(input.id, toItem(recordValues(record)));
      submissions.set(input.digest, { jobId: input.id, expiresAt: now() / 1000 + SUBMISSION_SECONDS });
      return { outcome: "created", record };
    },
    async list({ status, limit, after = "~" }) {
      const listed = [...items.values()].flatMap(({ id, listedAt, listedUnder }) =>
        listedAt?.S !== undefined && listedAt.S < after && (status ?? listedUnder?.S) === listedUnder?.S
          ? [{ id: id?.S ?? "", listedAt: listedAt.S }]
          : [],
      );
      const { places, more } = firstPlaces(listed, limit);
      const found: Job[] = [];
      const unreadable: { id: string; reason: string }[] = [];
      for (const { id } of places) {
        const job = await jobIn(items.get(id) ?? {}).catch(asFailure);
        if (job instanceof Failure) unreadable.push({ id, reason: job.reason ?? job.code });
        else found.push(job);
      }
      const next = more ? places.at(-1)?.listedAt : undefined;
      return { items: found, unreadable, ...(next === undefined ? {} : { next }) };
    },
    read: required,
    async get(id) {
      const item = items.get(id);
      return item === undefined ? undefined : jobIn(item);
    },
    async start({ id, ...lease }) {
      const read = await required(id);
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

function isUnchanged(read: JobRecord, current: Item, guard: Guard): boolean {
  if (read.legacy !== undefined) return isDeepStrictEqual(current, read.legacy.item);
  if (!isCanonical(current)) return false;
  const is = recordValues(parseRecord(fromItem(current)));
  const was = recordValues(read);
  return guard.every((name) => is[name] === was[name]);
}
