import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type NewJob, SUBMISSION_SECONDS } from "../../runtime/adapters/job-creation.ts";
import type { JobStore } from "../../runtime/adapters/job-store.ts";
import { Job } from "../../runtime/domain/job.ts";
import { type Clock, clock } from "./clock.ts";
import { newJob } from "./new-job.ts";

export type JobStoreMaker = (clock: Clock) => JobStore;

const LEASE = 60_000;

/** What every store of jobs promises. */
export function jobStoreContract(make: JobStoreMaker): void {
  let time: Clock;
  let store: JobStore;
  const signal = AbortSignal.timeout(120_000);
  const create = async (changes: Partial<NewJob> = {}) => (await store.create(newJob(changes), signal)).record.job;
  const start = (id: string) => store.start({ id, owner: randomUUID(), leaseMilliseconds: LEASE }, signal);
  const started = async () => start((await create()).id);

  beforeEach(() => {
    time = clock();
    store = make(time);
  });

  describe("creating", () => {
    it("writes a pending job that is read back as the canonical one", async () => {
      const input = newJob();
      const { outcome, record } = await store.create(input, signal);
      expect(outcome).toBe("created");
      const { id, type, url, params } = input;
      const at = time.now();
      const expected = { id, type, url, params, status: "pending", createdAt: at, updatedAt: at, schemaVersion: 13 };
      expect(record.job).toEqual(expected);
      expect(await store.get(id, signal)).toEqual(expected);
    });

    it("finds the job that the same request made before", async () => {
      const digest = randomUUID();
      const first = await create({ digest });
      const second = await store.create(newJob({ digest }), signal);
      expect(second.outcome).toBe("duplicate");
      expect(second.record.job).toEqual(first);
    });

    it("makes one job when the same request comes many times at once", async () => {
      const digest = randomUUID();
      const made = await Promise.all(Array.from({ length: 8 }, () => store.create(newJob({ digest }), signal)));
      expect(made.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
      expect(new Set(made.map(({ record }) => record.job.id)).size).toBe(1);
    });

    it("makes another job when a fresh one is asked for, and finds that one afterwards", async () => {
      const digest = randomUUID();
      await create({ digest });
      const fresh = await store.create(newJob({ digest, fresh: true }), signal);
      expect(fresh.outcome).toBe("created");
      const after = await store.create(newJob({ digest }), signal);
      expect(after).toMatchObject({ outcome: "duplicate", record: { job: { id: fresh.record.job.id } } });
    });

    it("is not held up by a job that failed", async () => {
      const digest = randomUUID();
      const { id } = await create({ digest });
      await store.fail({ record: await start(id), error: "page-refused: no" }, signal);
      const next = await store.create(newJob({ digest }), signal);
      expect(next.outcome).toBe("created");
      expect((await store.create(newJob({ digest }), signal)).record.job.id).toBe(next.record.job.id);
    });

    it("forgets a request after its time", async () => {
      const digest = randomUUID();
      await create({ digest });
      time.pass((SUBMISSION_SECONDS + 1) * 1000);
      expect((await store.create(newJob({ digest }), signal)).outcome).toBe("created");
    });

    it("refuses a second job with the same id", async () => {
      const { id } = await create();
      await expect(store.create(newJob({ id }), signal)).rejects.toMatchObject({ code: "lost-race" });
    });

    it("refuses a job that does not fit the schema", async () => {
      await expect(store.create(newJob({ url: "" }), signal)).rejects.toMatchObject({ code: "invalid-record" });
    });
  });

  describe("working", () => {
    it("begins an attempt under a lease that keeps others out", async () => {
      const record = await started();
      expect(record.job.status).toBe("processing");
      expect(record.book.attempt).toBe(1);
      await expect(start(record.job.id)).rejects.toMatchObject({ code: "lost-race" });
    });

    it("lets one of many begin", async () => {
      const { id } = await create();
      const begun = await Promise.allSettled(Array.from({ length: 6 }, () => start(id)));
      expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const one of begun) {
        if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "lost-race" });
      }
    });

    it("lets another take over when the lease is over, and refuses the first one's result", async () => {
      const first = await started();
      time.pass(LEASE + 1);
      const second = await start(first.job.id);
      expect(second.book.attempt).toBe(2);
      const late = store.finish({ record: first, result: { data: {} } }, signal);
      await expect(late).rejects.toMatchObject({ code: "lost-race" });
      const done = await store.finish({ record: second, result: { data: { title: "two" } } }, signal);
      expect(done.job).toMatchObject({ status: "completed", result: { data: { title: "two" } } });
    });

    it("keeps a lease alive with each step, and the steps in the log", async () => {
      let record = await started();
      time.pass(LEASE - 1);
      const log = { level: "info", message: "fetched" } as const;
      record = await store.progress({ record, log, leaseMilliseconds: LEASE }, signal);
      time.pass(LEASE - 1);
      await expect(start(record.job.id)).rejects.toMatchObject({ code: "lost-race" });
      expect((await store.get(record.job.id, signal))?.logs).toEqual([{ at: time.now() - LEASE + 1, ...log }]);
    });

    it("finishes with a result that is read back as it was", async () => {
      const result = {
        data: { title: "Größe 😀", none: null, list: [1, -2.5, "x", [true, { deep: {} }]], "": "an empty name" },
        evidence: { "/title": { start: 0, end: 5 } },
        huge: 1e300,
      };
      const record = await store.finish({ record: await started(), result }, signal);
      expect(record.job.result).toEqual(result);
      expect((await store.get(record.job.id, signal))?.result).toEqual(result);
    });

    it("keeps a result of more than an item can hold", async () => {
      const result = { data: { text: "a page of text. ".repeat(40_000) } };
      const { job } = await store.finish({ record: await started(), result }, signal);
      expect(job.result).toEqual(result);
      expect((await store.get(job.id, signal))?.result).toEqual(result);
    });

    it("fails with an error and a log line", async () => {
      const log = { level: "error", message: "Attempt 1 failed." } as const;
      const { job } = await store.fail({ record: await started(), error: "page-refused: no", log }, signal);
      expect(job).toMatchObject({ status: "failed", error: "page-refused: no", logs: [{ at: time.now(), ...log }] });
      expect(await store.get(job.id, signal)).toEqual(job);
    });

    it("gives a job back for a later attempt", async () => {
      const given = await store.retry({ record: await started() }, signal);
      expect(given.job.status).toBe("pending");
      expect((await start(given.job.id)).book.attempt).toBe(2);
    });

    it.each(["finish", "fail", "retry", "progress"] as const)(
      "refuses to %s a job that is finished",
      async (change) => {
        const record = await started();
        const log = { level: "info", message: "late" } as const;
        await store.finish({ record, result: { data: {} } }, signal);
        time.pass(1);
        const input = { record, result: { data: { other: true } }, error: "no", log, leaseMilliseconds: LEASE };
        await expect(store[change](input, signal)).rejects.toMatchObject({ code: "illegal-transition" });
        expect((await store.get(record.job.id, signal))?.result).toEqual({ data: {} });
      },
    );

    it("refuses to begin a job that is finished", async () => {
      const record = await started();
      await store.finish({ record, result: { data: {} } }, signal);
      await expect(start(record.job.id)).rejects.toMatchObject({ code: "illegal-transition" });
    });

    it("refuses to begin a job that does not exist", async () => {
      await expect(start(randomUUID())).rejects.toMatchObject({ code: "not-found" });
    });

    it("never lets a job's time run backwards", async () => {
      const record = await started();
      time.pass(-10_000);
      const { job } = await store.fail({ record, error: "x" }, signal);
      expect(job.updatedAt).toBe(record.job.updatedAt);
    });
  });

  it("gives out nothing but the canonical job", async () => {
    const record = await started();
    await store.finish({ record, result: { data: {} }, log: { level: "info", message: "done" } }, signal);
    expect(Job.safeParse(await store.get(record.job.id, signal)).success).toBe(true);
  });

  it("knows nothing of a job that was never made", async () => {
    expect(await store.get(randomUUID(), signal)).toBeUndefined();
  });
}
