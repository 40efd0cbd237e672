import { describe, expect, it } from "vitest";
import { isLegalTransition, Job, JobStatus } from "../../../runtime/domain/job.ts";

const job = {
  id: "a",
  type: "sync",
  status: "pending",
  url: "https://a.example/",
  params: {},
  createdAt: 1,
  updatedAt: 2,
  schemaVersion: 13,
};

describe("the canonical job", () => {
  it("may follow these ways and no other", () => {
    const legal = JobStatus.options.flatMap((from) =>
      JobStatus.options.filter((to) => isLegalTransition(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(legal).toEqual([
      "pending → processing",
      "processing → pending",
      "processing → completed",
      "processing → failed",
    ]);
  });

  it.each([
    ["nothing beyond what is needed", job, true],
    [
      "a result, an error and logs",
      { ...job, result: {}, error: "", logs: [{ at: 1, level: "info", message: "" }] },
      true,
    ],
    ["an update before it was made", { ...job, updatedAt: 0 }, true],
    ["further keys in a log entry", { ...job, logs: [{ at: 1, level: "warn", message: "", code: 7 }] }, true],
    ["bookkeeping", { ...job, attempt: 1 }, false],
    ["an empty id", { ...job, id: "" }, false],
    ["no url", { ...job, url: undefined }, false],
    ["a status that is none", { ...job, status: "done" }, false],
    ["a time with a fraction", { ...job, updatedAt: 1.5 }, false],
    ["a time past all times", { ...job, updatedAt: 100_000_000_000_000 }, false],
    ["another schema version", { ...job, schemaVersion: 12 }, false],
    ["params that are a list", { ...job, params: [] }, false],
    ["a log level that is none", { ...job, logs: [{ at: 1, level: "debug", message: "" }] }, false],
  ])("with %s", (_, value, fits) => {
    expect(Job.safeParse(value).success).toBe(fits);
  });
});
