import { describe, expect, it } from "vitest";
import { Failure } from "../../../runtime/domain/failure.ts";
import { errorChain } from "../../../runtime/lambda/error-chain.ts";
import { annotate, filling, runInvocation } from "../../../runtime/lambda/invocation.ts";
import { log } from "../../../runtime/lambda/log.ts";
import { metrics } from "../../../runtime/lambda/metric.ts";
import { identity, writtenLines } from "./lines.ts";

function within(work: () => void) {
  const lines = writtenLines();
  runInvocation({ identity, correlationId: "c-1", write: lines.write, fields: { method: "GET" } }, work);
  return lines.all();
}

describe("a log line", () => {
  it("says when, what, where and for whom", () => {
    const [line] = within(() => {
      annotate({ jobId: 'a "quoted" job' });
      log({ level: "warn", message: "it\nhappened", fields: { count: 2, left: undefined } });
    });
    expect(line).toEqual({
      level: "warn",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      message: "it\nhappened",
      ...identity,
      correlationId: "c-1",
      method: "GET",
      jobId: 'a "quoted" job',
      count: 2,
    });
  });

  it("is one line without fields, too", () => {
    const lines = writtenLines();
    const invocation = { identity, correlationId: "c", write: lines.write, fields: {} };
    runInvocation(invocation, () => log({ level: "info", message: "done", fields: {} }));
    expect(lines.all()).toHaveLength(1);
  });
});

describe("a metric", () => {
  it("is a line in the embedded metric format with stage and function as dimensions", () => {
    const record = metrics({ "job.duration": "Seconds" });
    const [line] = within(() => record({ "job.duration": 1.5 }, { status: "failed" }));
    expect(line).toEqual({
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: "AtlasCodex",
            Dimensions: [["stage", "function"]],
            Metrics: [{ Name: "job.duration", Unit: "Seconds" }],
          },
        ],
      },
      stage: "preview",
      function: "test",
      correlationId: "c-1",
      status: "failed",
      "job.duration": 1.5,
    });
  });

  it("says which invocation filled what its instance keeps, and of no other that it did", () => {
    const record = metrics({ "job.duration": "Seconds" });
    let kept: number | undefined;
    const work = () => {
      kept ??= filling(() => 7)();
      record({ "job.duration": kept });
    };
    expect([within(work), within(work)].flat().map(({ filled }) => filled)).toEqual([true, undefined]);
  });
});

describe("an error in a log line", () => {
  it("has all that caused it", () => {
    const cause = new Error("socket closed", { cause: "ECONNRESET" });
    const chain = errorChain(new Failure("page-unreachable", "No page.", { reason: "reset", cause }));
    expect(chain).toMatchObject({
      name: "Failure",
      code: "page-unreachable",
      reason: "reset",
      message: "No page.",
      stack: expect.stringMatching(/^at /),
      cause: { name: "Error", message: "socket closed", cause: { name: "string", message: "ECONNRESET" } },
    });
  });

  it.each([
    ["Incorrect API key provided: sk-proj-abc123DEF456", "Incorrect API key provided: sk-***"],
    ["authorization: Bearer abcdefghijkl.mnop", "authorization: Bearer ***"],
    ["GET https://user:word@a.example/x failed", "GET https://***@a.example/x failed"],
  ])("hides the secret in %j", (message, hidden) => {
    expect(errorChain(new Error(message)).message).toBe(hidden);
  });

  it("ends, however long its causes and words are", () => {
    const circle = new Error("x".repeat(100_000));
    circle.cause = circle;
    expect(JSON.stringify(errorChain(circle)).length).toBeLessThan(30_000);
  });
});
