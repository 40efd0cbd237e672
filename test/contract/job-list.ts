import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobStore } from "../../runtime/adapters/job-store.ts";
import type { Job, JobStatus } from "../../runtime/domain/job.ts";
import { type Clock, clock } from "./clock.ts";
import type { JobStoreMaker } from "./job-store.ts";
import { newJob } from "./new-job.ts";

const { signal } = new AbortController();

/** What every store of jobs promises to who lists them. The store may hold older jobs; each test begins a day later. */
export function jobListContract(make: JobStoreMaker): void {
  let day = 0;
  let time: Clock;
  let store: JobStore;
  let since: number;

  beforeEach(() => {
    day += 1;
    time = clock();
    time.pass(day * 24 * 3600 * 1000);
    since = time.now();
    store = make(time);
  });

  const made = async (count: number, gap = 1) => {
    const ids: string[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      ids.push((await store.create(newJob(), signal)).record.job.id);
      time.pass(gap);
    }
    return ids;
  };
  const begun = (id: string) => store.start({ id, owner: randomUUID(), leaseMilliseconds: 1_000 }, signal);

  /** Every page there is, and of their jobs those that this test made. */
  const walked = async (limit: number, status?: JobStatus) => {
    const pages: (readonly Job[])[] = [];
    let after: string | undefined;
    do {
      const { items, next, unreadable } = await store.list({ limit, status, after }, signal);
      expect(items.length).toBeLessThanOrEqual(limit);
      expect(unreadable).toEqual([]);
      pages.push(items);
      after = next;
    } while (after !== undefined);
    const jobs = pages.flat();
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
    return { pages, ids: jobs.filter(({ createdAt }) => createdAt >= since).map(({ id }) => id) };
  };

  describe("listing", () => {
    it.each([1, 3, 10, 100])("gives every job once, the newest first, in pages of %i", async (limit) => {
      const ids = await made(10);
      expect((await walked(limit)).ids).toEqual(ids.toReversed());
    });

    it("gives every job of one millisecond", async () => {
      const ids = await made(7, 0);
      expect((await walked(2)).ids.toSorted()).toEqual(ids.toSorted());
    });

    it("gives those of one status, and those of all in the order of time", async () => {
      const [a = "", b = "", c = "", d = ""] = await made(4);
      await store.finish({ record: await begun(a), result: { data: {} } }, signal);
      await store.fail({ record: await begun(b), error: "no" }, signal);
      await begun(c);
      expect((await walked(2, "completed")).ids).toEqual([a]);
      expect((await walked(2, "failed")).ids).toEqual([b]);
      expect((await walked(2, "processing")).ids).toEqual([c]);
      expect((await walked(2, "pending")).ids).toEqual([d]);
      expect((await walked(2)).ids).toEqual([d, c, b, a]);
    });

    it("goes on where it was while jobs are made and change their status", async () => {
      const ids = await made(6);
      const first = await store.list({ limit: 3 }, signal);
      await made(2);
      await begun(ids[1] ?? "");
      await begun(ids[5] ?? "");
      const second = await store.list({ limit: 3, after: first.next }, signal);
      const both = [...first.items, ...second.items];
      expect(both.map(({ id }) => id)).toEqual(ids.toReversed());
      expect(second.items.map(({ status }) => status)).toEqual(["pending", "processing", "pending"]);
    });

    it("gives jobs as they are read one by one", async () => {
      const [id = ""] = await made(1);
      const log = { level: "info", message: "done" } as const;
      await store.finish({ record: await begun(id), result: { data: { title: "Größe" } }, log }, signal);
      const { items } = await store.list({ limit: 1 }, signal);
      expect(items).toEqual([await store.get(id, signal)]);
    });
  });
}
