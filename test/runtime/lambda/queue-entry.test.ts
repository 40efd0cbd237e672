import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Failure } from "../../../runtime/domain/failure.ts";
import { annotate, currentCorrelationId } from "../../../runtime/lambda/invocation.ts";
import { log } from "../../../runtime/lambda/log.ts";
import { type Delivery, type Postponing, queueEntry } from "../../../runtime/lambda/queue-entry.ts";
import { identity, writtenLines } from "./lines.ts";

const Message = z.strictObject({ jobId: z.string() });
type Work = (delivery: Delivery<z.infer<typeof Message>>, signal: AbortSignal) => Promise<void>;

function record(jobId: string, more: object = {}) {
  return {
    messageId: `message-${jobId}`,
    receiptHandle: `receipt-${jobId}`,
    body: JSON.stringify({ jobId }),
    attributes: { ApproximateReceiveCount: "2" },
    messageAttributes: { correlationId: { stringValue: `from-${jobId}`, dataType: "String" } },
    ...more,
  };
}

function entry(work: Work, write: (line: string) => void = () => undefined) {
  return queueEntry({ identity, message: Message, work, reserveMilliseconds: 100, write });
}

describe("a queue entry", () => {
  it("gives each message a context of its own, side by side", async () => {
    const lines = writtenLines();
    const order: string[] = [];
    const call = entry(async ({ message: { jobId }, receiveCount }) => {
      annotate({ jobId });
      order.push(`begin ${jobId}`);
      await sleep(jobId === "a" ? 20 : 5);
      order.push(`end ${jobId} as ${currentCorrelationId()} for the ${receiveCount}. time`);
      log({ level: "info", message: "worked" });
    }, lines.write);
    expect(await call({ Records: [record("a"), record("b")] })).toEqual({ batchItemFailures: [] });
    expect(order).toEqual(["begin a", "begin b", "end b as from-b for the 2. time", "end a as from-a for the 2. time"]);
    for (const line of lines.logs()) expect(line.correlationId).toBe(`from-${line.jobId}`);
  });

  it("returns only those that failed", async () => {
    const call = entry(async ({ message: { jobId } }) => {
      if (jobId === "bad") throw new Error("no");
    });
    const records = [record("good"), record("bad"), record("fine")];
    expect(await call({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: "message-bad" }] });
  });

  it.each([
    ["not JSON", "{"],
    ["of another shape", '{"id":1}'],
    ["of more than is known", '{"jobId":"a","more":1}'],
  ])("lets a message that is %s fail without any work", async (_, body) => {
    const worked: string[] = [];
    const call = entry(async ({ message }) => void worked.push(message.jobId));
    const { batchItemFailures } = (await call({ Records: [record("a", { body })] })) as {
      batchItemFailures: unknown[];
    };
    expect(batchItemFailures).toHaveLength(1);
    expect(worked).toEqual([]);
  });

  it("tells the work how long its process may live", async () => {
    const told: number[] = [];
    const call = entry(async ({ remainingMilliseconds }) => void told.push(remainingMilliseconds));
    await call({ Records: [record("a")] }, { getRemainingTimeInMillis: () => 4_321 });
    expect(told).toEqual([4_321]);
  });

  it("makes a correlation id where a message brings none", async () => {
    const seen: unknown[] = [];
    const call = entry(async () => void seen.push(currentCorrelationId()));
    await call({ Records: [record("a", { messageAttributes: {} })] });
    expect(seen).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  it("ends the work before the function's own time is over", async () => {
    let reason: unknown;
    const call = entry(async (_, signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      reason = signal.reason;
      signal.throwIfAborted();
    });
    const answer = await call({ Records: [record("a")] }, { getRemainingTimeInMillis: () => 120 });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message-a" }] });
    expect(reason).toMatchObject({ code: "deadline-exceeded" });
  });

  describe("that postpones what failed", () => {
    const failing = async ({ message: { jobId } }: Delivery<z.infer<typeof Message>>) => {
      if (jobId !== "good") throw new Failure("unavailable", "Not now.", { retryAfter: 7 });
    };
    const postponing = (hide: Postponing["hide"], lines = writtenLines()) =>
      queueEntry({
        ...{ identity, message: Message, work: failing, reserveMilliseconds: 100, write: lines.write },
        postponing: { delay: ({ failure, receiveCount }) => (failure.retryAfter ?? 0) * receiveCount, hide },
      });

    it("hides just those, each for as long as its failure and its count ask", async () => {
      const hidden: unknown[] = [];
      const call = postponing(async (message) => void hidden.push(message));
      const answer = await call({ Records: [record("good"), record("bad")] });
      expect(hidden).toEqual([{ receiptHandle: "receipt-bad", seconds: 14 }]);
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message-bad" }] });
    });

    it("still returns the message as failed when it cannot be hidden, and says so", async () => {
      const lines = writtenLines();
      const call = postponing(async () => Promise.reject(new Error("refused")), lines);
      expect(await call({ Records: [record("bad")] })).toEqual({
        batchItemFailures: [{ itemIdentifier: "message-bad" }],
      });
      const messages = lines.logs().map(({ message }) => message);
      expect(messages).toContain("message not postponed; the queue's own time counts");
    });
  });

  it("answers an empty event with what it is", async () => {
    expect(await entry(async () => undefined)({})).toEqual({ smoke: true, ...identity });
  });
});
