import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobStore } from "../../../runtime/adapters/job-store.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import { JobRequest } from "../../../runtime/domain/request.ts";
import { checkSchema } from "../../../runtime/extract/schema/schema.ts";
import type { Extraction } from "../../../runtime/flow/attempt.ts";
import { type SubmissionPorts, submitJob } from "../../../runtime/flow/submission.ts";
import { type Clock, clock } from "../../contract/clock.ts";
import { memoryJobQueue } from "../../contract/memory-job-queue.ts";
import { memoryJobStore } from "../../contract/memory-job-store.ts";

const { signal } = new AbortController();
const RESULT = { data: { title: "A page" }, evidence: { "/title": { start: 0, end: 6 } } };
const url = "https://news.example/article";

describe("submitting a job", () => {
  let time: Clock;
  let store: JobStore;
  let queue: ReturnType<typeof memoryJobQueue>;
  let extract: Extraction;

  beforeEach(() => {
    time = clock();
    store = memoryJobStore({ now: time.now });
    queue = memoryJobQueue();
    extract = async () => RESULT;
  });

  const submit = (request: object, more: Partial<SubmissionPorts> = {}) => {
    const ports = { store, queue, extract, checkSchema, allowedTargets: [], newId: randomUUID, now: time.now, ...more };
    const parsed = JobRequest.parse({ url, ...request });
    return submitJob({ request: parsed, correlationId: "the-correlation" }, ports, signal);
  };

  it("answers a sync job at once", async () => {
    const { outcome, job } = await submit({ type: "sync" });
    expect(outcome).toBe("finished");
    expect(job).toMatchObject({ type: "sync", status: "completed", url, result: RESULT });
    expect(await store.get(job.id, signal)).toEqual(job);
    expect(queue.sent).toEqual([]);
  });

  it("answers a sync job whose page failed with the failed job", async () => {
    extract = async () => {
      throw new Failure("page-unreachable", "The page could not be fetched.");
    };
    const { outcome, job } = await submit({ type: "sync" });
    expect(outcome).toBe("finished");
    expect(job).toMatchObject({ status: "failed", error: "page-unreachable: The page could not be fetched." });
  });

  it("tells nothing of what went wrong inside", async () => {
    extract = async () => {
      throw new TypeError("undefined is not a function in secret.ts");
    };
    const { job } = await submit({ type: "sync" });
    expect(job.error).toBe("internal: Something failed inside the service.");
    expect(JSON.stringify(job)).not.toContain("secret.ts");
  });

  it.each(["async", "ai-process"])("queues a job of type %s and answers with it pending", async (type) => {
    const { outcome, job } = await submit({ type });
    expect(outcome).toBe("accepted");
    expect(job.status).toBe("pending");
    expect(queue.sent).toEqual([{ message: { jobId: job.id }, correlationId: "the-correlation" }]);
  });

  it("has written the job down before the queue hears of it", async () => {
    const order: string[] = [];
    const send = async ({ message }: { message: { jobId: string } }) => {
      order.push((await store.get(message.jobId, signal))?.status ?? "unknown");
    };
    await submit({ type: "async" }, { queue: { send } });
    expect(order).toEqual(["pending"]);
  });

  it("finds the job of the same page written in another way", async () => {
    const first = await submit({ type: "async", url: "https://news.example/article?utm_source=x" });
    const second = await submit({ type: "async" });
    expect(second).toMatchObject({ outcome: "duplicate", job: { id: first.job.id } });
    expect(queue.sent).toHaveLength(1);
  });

  it.each([
    ["other params", { type: "async", params: { depth: 2 } }],
    ["another type", { type: "ai-process" }],
    ["another page", { type: "async", url: "https://news.example/other" }],
    ["a wish for a fresh one", { type: "async", fresh: true }],
  ])("makes a job of its own for %s", async (_, request) => {
    const first = await submit({ type: "async" });
    const second = await submit(request);
    expect(second.outcome).toBe("accepted");
    expect(second.job.id).not.toBe(first.job.id);
  });

  it("makes a new job where the one before failed", async () => {
    extract = async () => {
      throw new Failure("page-refused", "No.");
    };
    const first = await submit({ type: "sync" });
    extract = async () => RESULT;
    const second = await submit({ type: "sync" });
    expect(second.outcome).toBe("finished");
    expect(second.job).toMatchObject({ status: "completed" });
    expect(second.job.id).not.toBe(first.job.id);
  });

  it("fails the job for all to see when the queue does not take it, and asks to come again", async () => {
    queue.refusal = new Failure("unavailable", "full");
    const ids: string[] = [];
    const newId = () => {
      const id = randomUUID();
      ids.push(id);
      return id;
    };
    const refused = submit({ type: "async" }, { newId });
    await expect(refused).rejects.toMatchObject({ code: "unavailable", retryAfter: 5 });
    expect(await store.get(ids[0] ?? "", signal)).toMatchObject({
      status: "failed",
      error: "unavailable: The queue could not take the job.",
    });
    queue.refusal = undefined;
    expect((await submit({ type: "async" })).outcome).toBe("accepted");
  });

  it("accepts the job when the queue took it although its answer was lost", async () => {
    const send = async ({ message }: { message: { jobId: string } }) => {
      await store.start({ id: message.jobId, owner: "a worker", leaseMilliseconds: 60_000 }, signal);
      throw new Failure("unavailable", "no answer");
    };
    expect((await submit({ type: "async" }, { queue: { send } })).outcome).toBe("accepted");
  });

  it("sends a job again that was written down and then forgotten", async () => {
    const lost = { send: () => new Promise<never>(() => undefined) };
    void submit({ type: "async" }, { queue: lost });
    await new Promise((resolve) => setImmediate(resolve));
    time.pass(60_000);
    expect((await submit({ type: "async" })).outcome).toBe("duplicate");
    expect(queue.sent).toHaveLength(0);
    time.pass(5 * 60_000);
    const { outcome, job } = await submit({ type: "async" });
    expect(outcome).toBe("duplicate");
    expect(queue.sent.map(({ message }) => message.jobId)).toEqual([job.id]);
  });

  it("runs a sync job again whose first run was cut off", async () => {
    extract = () => new Promise<never>(() => undefined);
    void submit({ type: "sync" });
    await new Promise((resolve) => setImmediate(resolve));
    extract = async () => RESULT;
    expect((await submit({ type: "sync" })).job.status).toBe("processing");
    time.pass(6 * 60_000);
    expect(await submit({ type: "sync" })).toMatchObject({ outcome: "duplicate", job: { status: "completed" } });
  });

  it("ends a sync job with its request", async () => {
    extract = () => new Promise<never>(() => undefined);
    const ending = new AbortController();
    const ports = { store, queue, extract, checkSchema, allowedTargets: [], newId: randomUUID, now: time.now };
    const request = JobRequest.parse({ type: "sync", url });
    const asked = submitJob({ request, correlationId: "c" }, ports, ending.signal);
    await new Promise((resolve) => setImmediate(resolve));
    ending.abort();
    expect((await asked).job).toMatchObject({ status: "failed", error: expect.stringMatching(/^deadline-exceeded: /) });
  });

  it.each([
    ["file:///etc/passwd", "local-file"],
    ["ftp://a.example/", "unsupported-scheme"],
    ["news.example/article", "no-scheme"],
    ["http://10.0.0.1/", "private-address"],
    ["http://user:word@a.example/", "credentials-in-url"],
    ["", "empty"],
  ])("refuses %j with its reason and writes nothing", async (bad, reason) => {
    const refused = submit({ type: "async", url: bad });
    await expect(refused).rejects.toMatchObject({ code: "unprocessable-url", reason });
    expect(queue.sent).toEqual([]);
  });

  it.each([
    [{ type: "sync", params: { instructions: "Summarise." } }, /^params.instructions: .*ai-process/],
    [{ type: "async", params: { schema: { type: "banana" } } }, /^params.schema: /],
  ])("refuses %o before it is written", async (request, message) => {
    await expect(submit(request)).rejects.toMatchObject({
      code: "invalid-request",
      message: expect.stringMatching(message),
    });
  });
});
