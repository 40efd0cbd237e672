import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, describe, expect, it } from "vitest";
import { jobStore } from "../../runtime/adapters/job-store.ts";
import { clock } from "../contract/clock.ts";
import { jobListContract } from "../contract/job-list.ts";
import { jobRacesContract } from "../contract/job-races.ts";
import { jobStoreContract } from "../contract/job-store.ts";
import { newJob } from "../contract/new-job.ts";
import { emulatedJobStore } from "./emulated-job-store.ts";

const signal = AbortSignal.timeout(120_000);

describe("the store of jobs in DynamoDB", async () => {
  const { options, storeAt, drop } = await emulatedJobStore();
  afterAll(drop);
  const { client, jobsTable } = options;

  jobStoreContract(storeAt);
  jobRacesContract(storeAt);
  jobListContract(storeAt);

  const itemOf = async (id: string) =>
    (await client.send(new GetItemCommand({ TableName: jobsTable, Key: { id: { S: id } } }))).Item ?? {};

  it("leaves what others wrote into the item untouched", async () => {
    const store = storeAt(clock());
    const { record } = await store.create(newJob(), signal);
    const id = record.job.id;
    await client.send(
      new UpdateItemCommand({
        TableName: jobsTable,
        Key: { id: { S: id } },
        UpdateExpression: "SET legacy = :legacy",
        ExpressionAttributeValues: { ":legacy": { M: { shape: { S: "v1-flat" } } } },
      }),
    );
    const begun = await store.start({ id, owner: "a", leaseMilliseconds: 1_000 }, signal);
    await store.finish({ record: begun, result: { data: {} } }, signal);
    expect((await itemOf(id)).legacy).toEqual({ M: { shape: { S: "v1-flat" } } });
  });

  it("begins a canonical job that carries no bookkeeping at all", async () => {
    const store = storeAt(clock());
    const text = { id: "migrated", type: "async", status: "pending", url: "https://a.example/" };
    const item = Object.fromEntries(Object.entries(text).map(([name, value]) => [name, { S: value }]));
    const numbers = { createdAt: { N: "1" }, updatedAt: { N: "2" }, schemaVersion: { N: "13" } };
    await client.send(new PutItemCommand({ TableName: jobsTable, Item: { ...item, params: { M: {} }, ...numbers } }));
    const begun = await store.start({ id: "migrated", owner: "a", leaseMilliseconds: 1_000 }, signal);
    expect(begun.book).toMatchObject({ attempt: 1, revision: 1 });
    const log = { level: "info", message: "half way" } as const;
    const half = await store.progress({ record: begun, log, leaseMilliseconds: 1_000 }, signal);
    await store.finish({ record: half, result: { data: {} } }, signal);
    const { items } = await store.list({ limit: 100, status: "completed" }, signal);
    expect(items.find(({ id }) => id === "migrated")).toMatchObject({ logs: [{ message: "half way" }] });
  });

  it("refuses to hand out an item that is no canonical job", async () => {
    await client.send(new PutItemCommand({ TableName: jobsTable, Item: { id: { S: "old" }, state: { S: "done" } } }));
    await expect(storeAt(clock()).get("old", signal)).rejects.toMatchObject({ code: "invalid-record" });
  });

  it("puts a large result away and keeps a reference in the item", async () => {
    const store = storeAt(clock());
    const { record } = await store.create(newJob(), signal);
    const begun = await store.start({ id: record.job.id, owner: "a", leaseMilliseconds: 1_000 }, signal);
    await store.finish({ record: begun, result: { data: { text: "x".repeat(500_000) } } }, signal);
    const item = await itemOf(record.job.id);
    expect(item.result).toBeUndefined();
    expect(item.resultKey?.S).toMatch(/^results\/[0-9a-f]{64}\.json$/);
  });

  it("says so when the table cannot be reached", async () => {
    const gone = jobStore({ ...options, jobsTable: "no-such-table" });
    await expect(gone.get("a", signal)).rejects.toMatchObject({ code: "internal", message: "reading the job failed." });
  });

  it("gives up when the caller's time is over", async () => {
    const over = AbortSignal.abort();
    await expect(storeAt(clock()).get("a", over)).rejects.toMatchObject({ code: "deadline-exceeded" });
  });
});
