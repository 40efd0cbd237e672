import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { toItem } from "../../../runtime/adapters/attribute.ts";
import type { JobRecord } from "../../../runtime/adapters/job-record.ts";
import type { JobStore } from "../../../runtime/adapters/job-store.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import type { Extraction, ExtractionWanted } from "../../../runtime/flow/attempt.ts";
import { LEASE_MARGIN_MILLISECONDS, processJob } from "../../../runtime/flow/processing.ts";
import { type Clock, clock } from "../../contract/clock.ts";
import { memoryJobStore } from "../../contract/memory-job-store.ts";
import { newJob } from "../../contract/new-job.ts";

const { signal } = new AbortController();
const livesMilliseconds = 30_000;
const LEASE_MILLISECONDS = livesMilliseconds + LEASE_MARGIN_MILLISECONDS;
const RESULT = { data: {}, evidence: {} };
const passing = async () => {
  throw new Failure("page-unreachable", "The site answered 503.");
};

describe("processing a message", () => {
  let time: Clock;
  let store: JobStore;
  let jobId: string;

  beforeEach(async () => {
    time = clock();
    store = memoryJobStore({ now: time.now });
    jobId = (await store.create(newJob(), signal)).record.job.id;
  });

  const process = (extract: Extraction = async () => RESULT, receiveCount = 1) =>
    processJob({ jobId, receiveCount, owner: randomUUID(), livesMilliseconds }, { store, extract }, signal);
  const stored = () => store.get(jobId, signal);

  it("completes the job with what was extracted", async () => {
    expect((await process()).outcome).toBe("completed");
    expect(await stored()).toMatchObject({ status: "completed", result: RESULT });
  });

  it("says of an older job's params what is wrong with them", async () => {
    jobId = randomUUID();
    const asked = { id: jobId, type: "async", url: "https://old.example/", status: "pending", schemaVersion: 13 };
    const item = toItem({ ...asked, params: { instructions: 5 }, createdAt: 1, updatedAt: 1 });
    store = memoryJobStore({ now: time.now, items: new Map([[jobId, item]]) });
    expect((await process()).outcome).toBe("failed");
    expect((await stored())?.error).toBe(
      "invalid-request: The params cannot be used. instructions: expected string, received number.",
    );
  });

  it("does a message that comes twice once", async () => {
    let extracted = 0;
    const counting = async () => {
      extracted += 1;
      return RESULT;
    };
    await process(counting);
    expect((await process(counting)).outcome).toBe("superfluous");
    expect(extracted).toBe(1);
  });

  it("gives the job back when the failure may pass, until the last attempt", async () => {
    expect((await process(passing, 1)).outcome).toBe("retried");
    expect((await stored())?.status).toBe("pending");
    expect((await process(passing, 2)).outcome).toBe("retried");
    expect((await process(passing, 3)).outcome).toBe("failed");
    const job = await stored();
    expect(job).toMatchObject({ status: "failed", error: "page-unreachable: The site answered 503." });
    expect(job?.logs?.map(({ level }) => level)).toEqual(["warn", "warn", "error"]);
  });

  it("counts what the queue has handed out, should attempts have left no trace", async () => {
    expect((await process(passing, 3)).outcome).toBe("failed");
  });

  it("fails the job at once when the failure will not pass", async () => {
    const final = async () => {
      throw new Failure("page-refused", "The site answered 404.");
    };
    expect((await process(final)).outcome).toBe("failed");
  });

  it("fails a job whose result cannot be written", async () => {
    const odd = { data: {}, evidence: {}, cost: undefined } as object;
    const broken: JobStore = {
      ...store,
      finish: () => Promise.reject(new Failure("invalid-record", "The job does not fit its schema.")),
    };
    const ports = { store: broken, extract: async () => odd as typeof RESULT };
    expect((await processJob({ jobId, receiveCount: 1, owner: "a", livesMilliseconds }, ports, signal)).outcome).toBe(
      "failed",
    );
    expect((await stored())?.error).toBe("internal: Something failed inside the service.");
  });

  it("leaves a job alone that another worker holds, so that the message comes again", async () => {
    await store.start({ id: jobId, owner: "another", leaseMilliseconds: LEASE_MILLISECONDS }, signal);
    await expect(process()).rejects.toMatchObject({ code: "lost-race" });
  });

  it("takes a job over whose worker died", async () => {
    await store.start({ id: jobId, owner: "dead", leaseMilliseconds: LEASE_MILLISECONDS }, signal);
    time.pass(LEASE_MILLISECONDS + 1);
    expect((await process()).outcome).toBe("completed");
  });

  it("throws its result away when another worker has taken over meanwhile", async () => {
    const slow = async () => {
      time.pass(LEASE_MILLISECONDS + 1);
      await store.start({ id: jobId, owner: "second", leaseMilliseconds: LEASE_MILLISECONDS }, signal);
      return RESULT;
    };
    expect((await process(slow)).outcome).toBe("overtaken");
    expect((await stored())?.status).toBe("processing");
  });

  it("leases a job for as long as its worker may live and a margin, and no longer", async () => {
    let meanwhile: JobRecord | undefined;
    await process(async () => {
      meanwhile = await store.read(jobId, signal);
      return RESULT;
    });
    expect(meanwhile?.book.leaseUntil).toBe(time.now() + LEASE_MILLISECONDS);
  });

  it("fails loudly for a job that does not exist", async () => {
    jobId = "unknown";
    await expect(process()).rejects.toMatchObject({ code: "not-found" });
  });

  it.each([
    ["async", {}, false],
    ["async", { schema: { type: "object" } }, false],
    ["async", { instructions: "Summarise." }, true],
    ["ai-process", {}, true],
  ] as const)("asks a model for %s with %o: %s", async (type, params, withModel) => {
    jobId = (await store.create(newJob({ type, params }), signal)).record.job.id;
    const seen: ExtractionWanted[] = [];
    await process(async (wanted) => {
      seen.push(wanted);
      return RESULT;
    });
    expect(seen).toEqual([{ url: "https://news.example/article", params, withModel }]);
  });
});
