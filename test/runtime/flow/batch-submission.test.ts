import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobStore } from "../../../runtime/adapters/job-store.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import { checkSchema } from "../../../runtime/extract/schema/schema.ts";
import { type BatchPorts, type SubmittingBatch, submitBatch } from "../../../runtime/flow/batch-submission.ts";
import { type Clock, clock } from "../../contract/clock.ts";
import { memoryJobQueue } from "../../contract/memory-job-queue.ts";
import { memoryJobStore } from "../../contract/memory-job-store.ts";

const { signal } = new AbortController();
const page = (nth: number | string) => ({ type: "async", url: `https://news.example/${nth}` });

describe("submitting a batch", () => {
  let time: Clock;
  let store: JobStore;
  let queue: ReturnType<typeof memoryJobQueue>;

  beforeEach(() => {
    time = clock();
    store = memoryJobStore({ now: time.now });
    queue = memoryJobQueue();
  });

  const submit = (jobs: readonly unknown[], more: Partial<SubmittingBatch> = {}, until = signal) => {
    const rules = { checkSchema, allowedTargets: [], newId: randomUUID, now: time.now };
    const ports = { store, queue, ...rules, onFailure: () => undefined, ...more };
    return submitBatch({ jobs, correlationId: "the-batch" }, ports, until);
  };
  const sentIds = () => queue.sent.map(({ message }) => message.jobId);

  it("accepts each entry as a job of its own, pending and queued once, told in the order they came in", async () => {
    const { items, ...counts } = await submit(Array.from({ length: 137 }, (_, nth) => page(nth)));
    expect(counts).toEqual({ accepted: 137, duplicates: 0, rejected: 0 });
    expect(items.map(({ index }) => index)).toEqual(Array.from({ length: 137 }, (_, nth) => nth));
    const ids = items.map((item) => (item.outcome === "rejected" ? "" : item.id));
    expect(sentIds().toSorted()).toEqual(ids.toSorted());
    expect(new Set(queue.sent.map(({ correlationId }) => correlationId))).toEqual(new Set(["the-batch"]));
    expect(await store.get(ids[99] ?? "", signal)).toMatchObject({ url: page(99).url, status: "pending" });
  });

  it.each([
    [null, "invalid-request", /body/],
    ["text", "invalid-request", /body/],
    [{ type: "async" }, "invalid-request", /url: is missing/],
    [{ ...page(1), more: 1 }, "invalid-request", /more: is not a known field/],
    [{ ...page(1), type: "banana" }, "invalid-request", /type/],
    [{ type: "async", url: "file:///etc/passwd" }, "local-file", /cannot be processed/],
    [{ ...page(1), params: { schema: { type: "banana" } } }, "invalid-request", /params.schema/],
    [{ ...page(1), type: "sync", params: { instructions: "Sum up." } }, "invalid-request", /ai-process/],
    [{ ...page(1), params: { text: "x".repeat(300_000) } }, "payload-too-large", /256|262144/],
    [{ ...page(1), params: { "": "\ud83d" } }, "invalid-request", /./],
  ])("rejects %j on its own and takes the others", async (bad, reason, message) => {
    const { items, ...counts } = await submit([page("a"), bad, page("b")], strictStore());
    expect(counts).toEqual({ accepted: 2, duplicates: 0, rejected: 1 });
    expect(items[1]).toEqual({ index: 1, outcome: "rejected", reason, message: expect.stringMatching(message) });
  });

  /** The real store refuses what its table cannot hold. */
  const strictStore = (): Partial<BatchPorts> => ({
    store: {
      ...store,
      create: async (input, inner) => {
        if ("" in input.params) throw new Failure("invalid-record", "no name", { reason: "unstorable-value" });
        return store.create(input, inner);
      },
    },
  });

  it("counts entries that ask for the same as duplicates of the first", async () => {
    const { items, ...counts } = await submit([page("a"), page("b"), page("a?utm_source=x"), page("a")]);
    expect(counts).toEqual({ accepted: 2, duplicates: 2, rejected: 0 });
    const [first] = items;
    expect([items[2], items[3]]).toEqual([2, 3].map((index) => ({ ...first, index, outcome: "duplicate" })));
    expect(queue.sent).toHaveLength(2);
  });

  it("finds jobs that were asked for before", async () => {
    const before = await submit([page("a")]);
    const { items } = await submit([page("a"), page("b")]);
    expect(items[0]).toEqual({ ...before.items[0], outcome: "duplicate" });
    expect(items[1]?.outcome).toBe("accepted");
  });

  it("makes one fresh job for all entries of one request when any of them wants it", async () => {
    const before = await submit([page("a")]);
    const { items } = await submit([page("a"), { ...page("a"), fresh: true }]);
    expect(items.map(({ outcome }) => outcome)).toEqual(["accepted", "duplicate"]);
    expect(items[0]).not.toMatchObject({ id: before.items[0]?.outcome === "accepted" ? before.items[0].id : "" });
  });

  it("rejects a duplicate of an entry that could not be taken for the same reason", async () => {
    queue.refusal = new Failure("unavailable", "full");
    const { items } = await submit([page("a"), page("a")]);
    expect(items).toMatchObject([0, 1].map((index) => ({ index, outcome: "rejected", reason: "try-again" })));
  });

  it("queues a sync job like any other", async () => {
    const { items } = await submit([{ ...page("a"), type: "sync" }]);
    expect(items[0]?.outcome).toBe("accepted");
    expect(queue.sent).toHaveLength(1);
  });

  it("fails just the jobs that the queue refused, says so, and takes them when they come again", async () => {
    const full = new Failure("unavailable", "full");
    const picky = { sendAll: async (sent: readonly object[]) => sent.map((_, nth) => (nth === 1 ? full : undefined)) };
    const jobs = Array.from({ length: 3 }, (_, nth) => page(nth));
    const { items, ...counts } = await submit(jobs, { queue: picky });
    expect(counts).toEqual({ accepted: 2, duplicates: 0, rejected: 1 });
    expect(items[1]).toMatchObject({ outcome: "rejected", reason: "try-again" });
    const { items: failed } = await store.list({ limit: 10, status: "failed" }, signal);
    expect(failed.map(({ url }) => url)).toEqual([page(1).url]);
    expect((await submit(jobs)).items.map(({ outcome }) => outcome)).toEqual(["duplicate", "accepted", "duplicate"]);
  });

  it("rejects what there is no time for with the reason try-again, and writes nothing of it", async () => {
    const ending = new AbortController();
    const slow: JobStore = {
      ...store,
      create: (input, inner) => {
        ending.abort();
        return store.create(input, inner);
      },
    };
    const { items, ...counts } = await submit(
      Array.from({ length: 200 }, (_, nth) => page(nth)),
      { store: slow },
      ending.signal,
    );
    const accepted = items.filter(({ outcome }) => outcome === "accepted");
    expect(counts).toEqual({ accepted: accepted.length, duplicates: 0, rejected: 200 - accepted.length });
    expect(accepted.length).toBeLessThan(200);
    expect(queue.sent).toHaveLength(accepted.length);
    expect((await store.list({ limit: 500 }, signal)).items).toHaveLength(accepted.length);
    for (const item of items) if (item.outcome === "rejected") expect(item.reason).toBe("try-again");
  });

  it("tells nothing of what went wrong inside", async () => {
    const broken: JobStore = { ...store, create: () => Promise.reject(new TypeError("undefined in secret.ts")) };
    const failures: Failure[] = [];
    const onFailure = (failure: Failure) => void failures.push(failure);
    const { items } = await submit([page("a")], { store: broken, onFailure });
    expect(failures).toMatchObject([{ code: "internal", cause: { message: "undefined in secret.ts" } }]);
    expect(items).toEqual([{ index: 0, outcome: "rejected", reason: "internal", message: "The service failed." }]);
  });

  it("sends a job again that was written down and never queued", async () => {
    await submit([page("a")], { queue: { sendAll: async () => [undefined] } });
    time.pass(60_001);
    const { items } = await submit([page("a")]);
    expect(items[0]?.outcome).toBe("duplicate");
    expect(queue.sent).toHaveLength(1);
  });
});
