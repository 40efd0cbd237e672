import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { Job } from "../../runtime/domain/job.ts";
import type { BatchAnswer, BatchItem } from "../../runtime/flow/batch-submission.ts";
import { type Answer, apiOf, eventually } from "./api-client.ts";

type Page = { items: Job[]; cursor?: string; unreadable?: unknown };

const site = inject("siteUrl");
const run = randomUUID();
const page = (nth: number) => ({ type: "async", url: `${site}/recipe?run=${run}&nth=${nth}` });

const ACCEPTED = 50;
/** So many entries in a row speak of the same page: the first, nine more like it, ten that cannot be taken. */
const ROW = 20;

function entry(index: number): unknown {
  const nth = Math.floor(index / ROW);
  const asked = { ...page(nth), type: nth % 2 === 0 ? "async" : "sync" };
  const same = [asked, { ...asked, url: `${asked.url}&utm_source=mail` }, { ...asked, priority: "low" }];
  const kind = index % ROW;
  return kind < ROW / 2 ? same[kind % same.length] : BAD[kind % BAD.length]?.(asked);
}

const BAD: readonly ((asked: object) => unknown)[] = [
  (asked) => ({ ...asked, url: "file:///etc/passwd" }),
  (asked) => ({ ...asked, url: 7 }),
  (asked) => ({ ...asked, params: { schema: { type: "banana" } } }),
  (asked) => ({ ...asked, more: 1 }),
  () => null,
];

function outcome(index: number): BatchItem["outcome"] {
  if (index % ROW === 0) return "accepted";
  return index % ROW < ROW / 2 ? "duplicate" : "rejected";
}

describe("a batch of 1,000 jobs of many kinds", () => {
  const api = apiOf("preview");
  let answer: Answer;
  let batch: BatchAnswer;
  let milliseconds: number;

  /** Every job of the list, page by page. */
  const walked = async (query: string): Promise<Job[]> => {
    const jobs: Job[] = [];
    let cursor = "";
    do {
      const { status, body } = await api.get(`/jobs?${query}${cursor}`);
      expect(status).toBe(200);
      const found = body as Page;
      expect(found.unreadable).toBeUndefined();
      jobs.push(...found.items.map((item) => Job.parse(item)));
      cursor = found.cursor === undefined ? "" : `&cursor=${found.cursor}`;
    } while (cursor !== "");
    return jobs;
  };
  const idOf = (item: BatchItem | undefined) =>
    item === undefined || item.outcome === "rejected" ? undefined : item.id;
  const accepted = () => batch.items.filter(({ outcome }) => outcome === "accepted").map(idOf);

  beforeAll(async () => {
    const begun = performance.now();
    answer = await api.post("/jobs/batch", { jobs: Array.from({ length: 1_000 }, (_, index) => entry(index)) });
    milliseconds = performance.now() - begun;
    batch = answer.body as BatchAnswer;
  });

  test("is answered within the time the API has, entry by entry in the order they came in", () => {
    expect(answer.status).toBe(200);
    expect(milliseconds).toBeLessThan(29_000);
    expect(batch).toMatchObject({ accepted: ACCEPTED, duplicates: 9 * ACCEPTED, rejected: 10 * ACCEPTED });
    expect(batch.items.map(({ index }) => index)).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    expect(batch.items.map((item) => item.outcome)).toEqual(batch.items.map(({ index }) => outcome(index)));
    for (const item of batch.items) {
      if (item.outcome !== "rejected") continue;
      expect(item.reason).toBe(item.index % BAD.length === 0 ? "local-file" : "invalid-request");
    }
  });

  test("gives duplicates within it the id of the first", () => {
    for (let first = 0; first < 1_000; first += ROW) {
      const [id, ...others] = batch.items.slice(first, first + ROW / 2).map(idOf);
      expect(others).toEqual(others.map(() => id));
    }
    expect(new Set(accepted()).size).toBe(ACCEPTED);
  });

  test("is found whole in the list while it is worked on, the newest first, each job once", async () => {
    const jobs = await walked("limit=100");
    const times = jobs.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    const ids = jobs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(accepted().filter((id) => !ids.includes(id ?? ""))).toEqual([]);
  });

  test("is worked on to the end, and then found among the completed jobs", async () => {
    const jobs = await eventually("all jobs of the batch to end", async () => {
      const found = await walked("limit=100&status=completed");
      const ours = found.filter(({ url }) => url.includes(run));
      return ours.length === ACCEPTED ? found : undefined;
    });
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(["completed"]));
    expect(jobs.every(({ result }) => result !== undefined)).toBe(true);
  });

  test("comes back as duplicates when it is sent again", async () => {
    const jobs = Array.from({ length: ROW }, (_, index) => entry(index));
    const again = (await api.post("/jobs/batch", { jobs })).body as BatchAnswer;
    expect(again).toMatchObject({ accepted: 0, duplicates: 10, rejected: 10 });
    expect(again.items.map(idOf)).toEqual(batch.items.slice(0, ROW).map(idOf));
  });

  test("may be larger than one job may be", async () => {
    const jobs = [1, 2].map((nth) => ({ ...page(1_000 + nth), params: { note: `${nth}`.repeat(200_000) } }));
    expect((await api.post("/jobs/batch", { jobs })).body).toMatchObject({ accepted: 2, rejected: 0 });
  });

  test.each([
    ["none at all", { jobs: [] }, 400, "invalid-request"],
    ["1,001", { jobs: Array.from({ length: 1_001 }, () => null) }, 400, "invalid-request"],
    ["something else", { job: [] }, 400, "invalid-request"],
    ["more than 4 MB", { jobs: ["x".repeat(4 * 1024 * 1024)] }, 413, "payload-too-large"],
  ])("is refused with %s", async (_, body, status, code) => {
    expect(await api.post("/jobs/batch", body)).toMatchObject({ status, body: { error: { code } } });
  });

  test.each([
    ["status=banana", /status/],
    ["limit=0", /limit/],
    ["limit=101", /limit/],
    ["limit=ten", /limit/],
    ["state=pending", /state: is not a known field/],
    ["cursor=abc", /^cursor: /],
  ])("is not listed for ?%s", async (query, message) => {
    const { status, body } = await api.get(`/jobs?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: "invalid-request", message: expect.stringMatching(message) } });
  });

  test("is not listed for a cursor of another status", async () => {
    const { cursor = "" } = (await api.get("/jobs?limit=1")).body as Page;
    expect((await api.get(`/jobs?limit=1&cursor=${cursor}`)).status).toBe(200);
    expect((await api.get(`/jobs?limit=1&status=completed&cursor=${cursor}`)).status).toBe(400);
  });
});
