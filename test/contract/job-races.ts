import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobStore } from "../../runtime/adapters/job-store.ts";
import { Failure } from "../../runtime/domain/failure.ts";
import { type Clock, clock } from "./clock.ts";
import type { JobStoreMaker } from "./job-store.ts";
import { newJob } from "./new-job.ts";

const LEASE = 60_000;
const WRITERS = 100;
const { signal } = new AbortController();

/** What every store of jobs promises to writers who get in each other's way. */
export function jobRacesContract(make: JobStoreMaker): void {
  let time: Clock;
  let store: JobStore;
  const writers = <Answer>(write: (writer: number) => Promise<Answer>) =>
    Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  const lineOf = (writer: number) => ({ level: "info", message: `writer ${writer}` }) as const;
  const started = async () => {
    const { record } = await store.create(newJob(), signal);
    return store.start({ id: record.job.id, owner: randomUUID(), leaseMilliseconds: LEASE }, signal);
  };
  const messages = async (id: string) => (await store.get(id, signal))?.logs?.map(({ message }) => message) ?? [];

  beforeEach(() => {
    time = clock();
    store = make(time);
  });

  describe(`${WRITERS} writers on one job`, () => {
    it("are told the truth when all write from what they read before", async () => {
      const record = await started();
      const told = await writers((writer) =>
        store.progress({ record, log: lineOf(writer), leaseMilliseconds: LEASE }, signal),
      );
      const acknowledged = told.flatMap(({ status }, writer) => (status === "fulfilled" ? [`writer ${writer}`] : []));
      expect(acknowledged).toHaveLength(1);
      expect(await messages(record.job.id)).toEqual(acknowledged);
      for (const one of told) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "lost-race" });
    });

    it("all get in, once each, when those who lost read again", async () => {
      const { job } = await started();
      const untilWritten = async (writer: number): Promise<void> => {
        const begun = performance.now();
        const record = await store.read(job.id, signal);
        try {
          await store.progress({ record, log: lineOf(writer), leaseMilliseconds: LEASE }, signal);
        } catch (error) {
          if (!(error instanceof Failure && error.code === "lost-race")) throw error;
          await wait(Math.random() * 6 * (performance.now() - begun));
          await untilWritten(writer);
        }
      };
      const told = await writers(untilWritten);
      expect(told.filter(({ status }) => status === "rejected")).toEqual([]);
      const found = await messages(job.id);
      expect(found).toHaveLength(WRITERS);
      expect(new Set(found)).toEqual(new Set(Array.from({ length: WRITERS }, (_, writer) => `writer ${writer}`)));
    }, 60_000);

    it("end it once, whatever each of them wants", async () => {
      const record = await started();
      const log = (writer: number) => lineOf(writer);
      const wants = [
        (writer: number) => store.finish({ record, result: { data: { writer } }, log: log(writer) }, signal),
        (writer: number) => store.fail({ record, error: `writer ${writer}`, log: log(writer) }, signal),
        (writer: number) => store.retry({ record, log: log(writer) }, signal),
        (writer: number) => store.progress({ record, log: log(writer), leaseMilliseconds: LEASE }, signal),
      ];
      const told = await writers(async (writer) => wants[writer % wants.length]?.(writer));
      const done = told.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
      expect(done).toHaveLength(1);
      expect(await store.get(record.job.id, signal)).toEqual(done[0]?.job);
      for (const one of told) {
        if (one.status === "fulfilled") continue;
        expect(["lost-race", "illegal-transition"]).toContain((one.reason as Failure).code);
      }
    });

    it("begin it once", async () => {
      const { record } = await store.create(newJob(), signal);
      const begun = await writers((writer) =>
        store.start({ id: record.job.id, owner: `writer ${writer}`, leaseMilliseconds: LEASE }, signal),
      );
      const holders = begun.flatMap((one) => (one.status === "fulfilled" ? [one.value.book.leaseOwner] : []));
      expect(holders).toHaveLength(1);
      expect((await store.read(record.job.id, signal)).book).toMatchObject({ leaseOwner: holders[0], attempt: 1 });
    });
  });

  it("tells one who comes too early when the job may be taken over", async () => {
    const { job } = await started();
    time.pass(LEASE / 2);
    const early = store.start({ id: job.id, owner: "b", leaseMilliseconds: LEASE }, signal);
    await expect(early).rejects.toMatchObject({ code: "lost-race", retryAfter: LEASE / 2 / 1000 + 1 });
  });

  it("keeps words that end in half a character", async () => {
    const half = `${"a".repeat(999)}😀`;
    const record = await started();
    const { job } = await store.fail({ record, error: "\ud83d", log: { level: "error", message: half } }, signal);
    expect(await store.get(job.id, signal)).toEqual(job);
    expect(job).toMatchObject({ error: "\ufffd", logs: [{ message: `${"a".repeat(999)}\ufffd` }] });
  });
}
