import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { fromItem, type Item, toItem } from "../../runtime/adapters/attribute.ts";
import type { JobStore } from "../../runtime/adapters/job-store.ts";
import { upgraded } from "../../runtime/adapters/legacy-item.ts";
import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import { asFailure } from "../../runtime/domain/failure.ts";
import { type Clock, clock } from "./clock.ts";

/** A store of jobs with the doors that other programs have to its table. */
export type LegacyJobs = {
  readonly store: JobStore;
  put(item: Item): Promise<unknown>;
  itemOf(id: string): Promise<Item | undefined>;
  /** One item in place of another, if that is still exactly what was read: what a migration does. */
  replace(change: { read: Item; next: Item }): Promise<"written" | "changed">;
};
export type LegacyJobsMaker = (clock: Clock) => LegacyJobs;

const LEASE = 60_000;
const MADE = 1_700_000_000_000;
const EXACT = "12345678901234567890123456789012345678";
const { signal } = new AbortController();
const line = (message: string) => ({ log: { level: "info", message }, leaseMilliseconds: LEASE }) as const;

/** A job as the code of September 2025 wrote it, with what only DynamoDB can say. */
export function legacyJob(changes: Item = {}): Item {
  const texts = toItem({ id: randomUUID(), status: "queued", url: "https://old.example/a", createdAt: MADE, ttl: 9 });
  const params: Item = { big: { N: EXACT }, bytes: { B: new Uint8Array([1, 2]) } };
  const logs = { L: [{ M: { message: { S: "queued" }, trace: { N: EXACT } } }] };
  return { ...texts, params: { M: params }, logs, retries: { N: "3" }, tags: { SS: ["a", "b"] }, ...changes };
}

/** What every store of jobs promises about items that were written before there was one schema. */
export function legacyJobsContract(make: LegacyJobsMaker): void {
  let jobs: LegacyJobs;
  let store: JobStore;

  beforeEach(() => {
    jobs = make(clock());
    store = jobs.store;
  });

  const made = async (changes: Item = {}) => {
    const item = legacyJob(changes);
    await jobs.put(item);
    return { id: item.id?.S ?? "", item };
  };
  const migrated = (item: Item): Item => {
    const { canonical } = upgraded(item);
    return { ...canonical, ...toItem(bookkeeping(fromItem(canonical))) };
  };
  const begin = (id: string, owner: string = randomUUID()) =>
    store.start({ id, owner, leaseMilliseconds: LEASE }, signal);
  const messages = async (id: string) => (await store.get(id, signal))?.logs?.map(({ message }) => message);
  const codeOf = (writing: Promise<unknown>) =>
    writing.then(
      () => "written",
      (error) => asFailure(error).code,
    );
  const listed = async (id: string) => {
    const { items, unreadable } = await store.list({ limit: 100 }, signal);
    return items.find((job) => job.id === id) ?? unreadable.find((job) => job.id === id);
  };

  describe("an older item", () => {
    it("is read as the canonical job, and stays as it is", async () => {
      const { id, item } = await made();
      const job = await store.get(id, signal);
      expect(JSON.parse(JSON.stringify(job))).toEqual({
        ...{ id, type: "async", status: "pending", url: "https://old.example/a", schemaVersion: 13 },
        ...{ createdAt: MADE, updatedAt: MADE },
        params: { big: { $number: EXACT }, bytes: { $binary: "AQI=" } },
        logs: [{ at: MADE, level: "info", message: "queued", trace: { $number: EXACT } }],
      });
      expect(await jobs.itemOf(id)).toEqual(item);
    });

    it("is worked on to the end, and found in the list after that", async () => {
      const { id, item } = await made();
      const begun = await begin(id);
      expect(begun).toMatchObject({ job: { status: "processing" }, book: { attempt: 1, revision: 1 } });
      expect(await listed(id)).toMatchObject({ status: "processing" });
      const half = await store.progress({ record: begun, ...line("half way") }, signal);
      const { job } = await store.finish({ record: half, result: { data: { title: "Tea" } } }, signal);
      expect(job).toMatchObject({ status: "completed", createdAt: MADE, result: { data: { title: "Tea" } } });
      expect(await store.get(id, signal)).toEqual(job);
      expect(await listed(id)).toEqual(job);
      expect(await messages(id)).toEqual(["queued", "half way"]);
      const after = (await jobs.itemOf(id)) ?? {};
      expect(after).toMatchObject({ ttl: item.ttl, params: item.params, schemaVersion: { N: "13" } });
      expect(after.logs?.L?.[0]?.M?.trace).toEqual({ N: EXACT });
      expect(after.legacy).toEqual(upgraded(item).canonical.legacy);
      expect(after.retries).toBeUndefined();
    });

    it.each([
      ["fail", "failed"],
      ["retry", "pending"],
    ] as const)("that was being worked on is taken over, and may %s", async (change, status) => {
      const { id } = await made({ status: { S: "RUNNING" } });
      const { job } = await store[change]({ record: await begin(id), error: "no" }, signal);
      expect(job.status).toBe(status);
      expect(await listed(id)).toEqual(job);
    });

    it("is not begun when it is finished", async () => {
      const { id, item } = await made({ status: { S: "done" } });
      expect(await codeOf(begin(id))).toBe("illegal-transition");
      expect(await jobs.itemOf(id)).toEqual(item);
    });

    it("is begun by one of many", async () => {
      const { id } = await made();
      const begun = await Promise.all(Array.from({ length: 8 }, () => codeOf(begin(id))));
      expect(begun.toSorted()).toEqual([...Array(7).fill("lost-race"), "written"]);
    });

    it("that nobody can read says why, and stays as it is", async () => {
      const listing = { listedUnder: { S: "failed" }, listedAt: { S: `${MADE}0-${randomUUID().slice(0, 8)}00000000` } };
      const { id, item } = await made({ status: { S: "asleep" }, ...listing });
      for (const asked of [store.get(id, signal), store.read(id, signal), begin(id)]) {
        await expect(asked).rejects.toMatchObject({ code: "invalid-record", reason: "unknown-status" });
      }
      expect(await listed(id)).toEqual({ id, reason: "unknown-status" });
      expect(await jobs.itemOf(id)).toEqual(item);
    });
  });

  describe("an older item in the way of a migration", () => {
    it("is migrated between reading and writing: the write is made all the same", async () => {
      const { id, item } = await made({ status: { S: "running" } });
      const record = await store.read(id, signal);
      expect(await jobs.replace({ read: item, next: migrated(item) })).toBe("written");
      const written = await store.progress({ record, ...line("mine") }, signal);
      expect(await messages(id)).toEqual(["queued", "mine"]);
      expect(await store.read(id, signal)).toEqual(written);
      expect(await listed(id)).toEqual(written.job);
      expect((await jobs.itemOf(id))?.legacy).toEqual(upgraded(item).canonical.legacy);
    });

    it("is begun between the migration's reading and writing: the migration comes second", async () => {
      const { id, item } = await made();
      const record = await begin(id);
      expect(await jobs.replace({ read: item, next: migrated(item) })).toBe("changed");
      expect(await store.read(id, signal)).toEqual(record);
    });

    it("is begun and migrated at the same time, and nothing is lost", async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => made()));
      await Promise.all(
        all.map(async ({ id, item }, nth) => {
          const both = [() => begin(id, "me"), () => jobs.replace({ read: item, next: migrated(item) })];
          await Promise.all((nth % 2 === 0 ? both : both.toReversed()).map((write) => write()));
          const { job, book } = await store.read(id, signal);
          expect([job.status, book.leaseOwner, book.revision]).toEqual(["processing", "me", 1]);
          expect((await jobs.itemOf(id))?.legacy).toEqual(upgraded(item).canonical.legacy);
        }),
      );
    });

    it("was canonical when it was read, and is migrated back before it is written: it becomes canonical again", async () => {
      const { id, item } = await made({ status: { S: "running" } });
      const next = migrated(item);
      await jobs.replace({ read: item, next });
      const record = await store.read(id, signal);
      expect(await jobs.replace({ read: next, next: item })).toBe("written");
      await store.progress({ record, ...line("mine") }, signal);
      expect(await messages(id)).toEqual(["queued", "mine"]);
      expect((await jobs.itemOf(id))?.retries).toBeUndefined();
    });

    it.each(["before", "after"])("is finished by an older program %s its migration: that is kept", async (when) => {
      const { id, item } = await made({ status: { S: "running" } });
      const record = await store.read(id, signal);
      const done = { ...item, status: { S: "done" }, updatedAt: { N: String(MADE + 5) } };
      await jobs.put(when === "before" ? migrated(done) : done);
      expect(["lost-race", "illegal-transition"]).toContain(await codeOf(store.fail({ record, error: "no" }, signal)));
      expect(await store.get(id, signal)).toMatchObject({ status: "completed", updatedAt: MADE + 5 });
    });

    it("gets an attribute that another shape has: nobody writes over that", async () => {
      const { id, item } = await made({ status: { S: "running" } });
      const record = await store.read(id, signal);
      await jobs.put({ ...item, messageId: { S: "m" }, body: { S: "{}" } });
      const late = store.progress({ record, ...line("mine") }, signal);
      await expect(late).rejects.toMatchObject({ code: "invalid-record", reason: "ambiguous-shape" });
    });
  });
}
