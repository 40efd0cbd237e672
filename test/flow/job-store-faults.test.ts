import { randomUUID } from "node:crypto";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { artifactStore } from "../../runtime/adapters/artifact-store.ts";
import { CLIENT_OPTIONS } from "../../runtime/adapters/client-options.ts";
import type { JobRecord } from "../../runtime/adapters/job-record.ts";
import { jobStore } from "../../runtime/adapters/job-store.ts";
import { clock } from "../contract/clock.ts";
import { legacyJob } from "../contract/legacy-jobs.ts";
import { newJob } from "../contract/new-job.ts";
import { emulatedBucket, emulatedOptions, emulatedTable, LISTED } from "./emulated-tables.ts";

const signal = AbortSignal.timeout(60_000);
const LEASE = 60_000;
const BIG = { data: { text: "x".repeat(500_000) } };

describe("the store of jobs when things go wrong", async () => {
  const jobs = await emulatedTable("id", LISTED);
  const submissions = await emulatedTable("digest");
  const bucket = await emulatedBucket();
  afterAll(async () => {
    await jobs.drop();
    await submissions.drop();
  });
  const storeWith = (client: DynamoDBClient) =>
    jobStore({
      ...{ client, jobsTable: jobs.name, submissionsTable: submissions.name, now: clock().now },
      artifacts: artifactStore(bucket),
    });
  const store = storeWith(jobs.client);
  const started = async () => {
    const { record } = await store.create(newJob(), signal);
    return store.start({ id: record.job.id, owner: randomUUID(), leaseMilliseconds: LEASE }, signal);
  };

  /** A client that loses the answer to its first write although it was made; `meanwhile` happens before it tries again. */
  const forgetful = (meanwhile: () => Promise<unknown> = async () => undefined) => {
    const client = new DynamoDBClient({ ...emulatedOptions(), ...CLIENT_OPTIONS });
    let sent = 0;
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          const answer = await next(args);
          if (!/Update|Transact/.test(commandName) || sent++ > 0) return answer;
          await meanwhile();
          throw Object.assign(new Error("the connection was reset"), { name: "TimeoutError", code: "ECONNRESET" });
        },
      { step: "deserialize", name: "loseFirstAnswer", priority: "low" },
    );
    return { client, tries: () => sent };
  };
  const line = (message: string) => ({ log: { level: "info", message }, leaseMilliseconds: LEASE }) as const;
  const messages = async ({ job: { id } }: JobRecord) =>
    (await store.get(id, signal))?.logs?.map(({ message }) => message);

  it("makes a write once whose answer was lost, and says that it was made", async () => {
    const { client, tries } = forgetful();
    const record = await started();
    const written = await storeWith(client).progress({ record, ...line("mine") }, signal);
    expect(tries()).toBe(2);
    expect(written.job.logs).toHaveLength(1);
    const after = await store.progress({ record: written, ...line("next") }, signal);
    expect(await messages(after)).toEqual(["mine", "next"]);
  });

  it("knows its write although many others came before it asked again", async () => {
    const record = await started();
    const { client } = forgetful(async () => {
      for (let nth = 0; nth < 30; nth += 1) {
        await store.progress({ record: await store.read(record.job.id, signal), ...line(`other ${nth}`) }, signal);
      }
    });
    const written = await storeWith(client).progress({ record, ...line("mine") }, signal);
    expect(written.job.logs?.map(({ message }) => message)).toEqual(["mine"]);
    expect((await messages(written))?.filter((message) => message === "mine")).toHaveLength(1);
    await expect(store.fail({ record: written, error: "no" }, signal)).rejects.toMatchObject({ code: "lost-race" });
  });

  it("does not take another's equal write for its own", async () => {
    const record = await started();
    await store.progress({ record, ...line("the same") }, signal);
    const late = store.progress({ record, ...line("the same") }, signal);
    await expect(late).rejects.toMatchObject({ code: "lost-race" });
    expect(await messages(record)).toEqual(["the same"]);
  });

  it("finishes once when the answer to that is lost", async () => {
    const { client } = forgetful();
    const done = await storeWith(client).finish({ record: await started(), result: BIG }, signal);
    expect(done.job).toMatchObject({ status: "completed", result: BIG });
  });

  it("creates once when the answer to that is lost", async () => {
    const { client, tries } = forgetful();
    const input = newJob();
    const made = await storeWith(client).create(input, signal);
    expect(tries()).toBe(2);
    expect(made).toMatchObject({ outcome: "created", record: { job: { id: input.id } } });
  });

  it("begins an older job once when the answer to that is lost", async () => {
    const Item = legacyJob();
    await jobs.client.send(new PutItemCommand({ TableName: jobs.name, Item }));
    const { client, tries } = forgetful();
    const lease = { id: Item.id?.S ?? "", owner: "me", leaseMilliseconds: LEASE };
    const begun = await storeWith(client).start(lease, signal);
    expect(tries()).toBe(2);
    expect(begun).toMatchObject({ job: { status: "processing" }, book: { leaseOwner: "me", attempt: 1, revision: 1 } });
    expect((await store.read(lease.id, signal)).book).toEqual(begun.book);
  });

  it.each([
    [
      "artifact-missing",
      async (Key: string) => bucket.client.send(new DeleteObjectCommand({ Bucket: bucket.bucket, Key })),
    ],
    [
      "artifact-altered",
      async (Key: string) => bucket.client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key, Body: "{}" })),
    ],
  ])("says %s of a job whose result is not what it was", async (reason, harm) => {
    const result = { data: { text: `${reason} ${"x".repeat(500_000)}` } };
    const { job, book } = await store.finish({ record: await started(), result }, signal);
    await harm(book.resultKey ?? "");
    await expect(store.get(job.id, signal)).rejects.toMatchObject({ code: "invalid-record", reason });
    const { items, unreadable } = await store.list({ limit: 100, status: "completed" }, signal);
    expect(unreadable).toContainEqual({ id: job.id, reason });
    expect(items.map(({ id }) => id)).not.toContain(job.id);
  });

  it("names a job in the list that is none", async () => {
    const Item = { id: { S: "odd" }, listedUnder: { S: "failed" }, listedAt: { S: "99999999999999-0000000000000000" } };
    await jobs.client.send(new PutItemCommand({ TableName: jobs.name, Item }));
    const { unreadable } = await store.list({ limit: 1 }, signal);
    expect(unreadable).toEqual([{ id: "odd", reason: "unknown-shape" }]);
  });

  it("ends a page before it is larger than an answer may be, and goes on from there", async () => {
    const results = [1, 2, 3, 4].map((nth) => ({ data: { text: `${nth} ${"z".repeat(1_800_000)}` } }));
    const ids: string[] = [];
    for (const result of results) ids.push((await store.finish({ record: await started(), result }, signal)).job.id);
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await store.list({ limit: 100, status: "completed", after }, signal);
      expect(JSON.stringify(JSON.stringify(page.items)).length).toBeLessThan(5.5 * 1024 * 1024);
      pages.push(page.items.map(({ id }) => id).filter((id) => ids.includes(id)));
      after = page.next;
    } while (after !== undefined);
    expect(pages.flat().toSorted()).toEqual(ids.toSorted());
    expect(pages.length).toBeGreaterThan(1);
  });
});
