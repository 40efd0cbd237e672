import { randomUUID } from "node:crypto";
import { type AttributeValue, DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { migratedTable } from "../../runtime/migrating/aws/migrated-table.ts";
import { sameValue } from "../../runtime/migrations/same-value.ts";
import { type Fault, faultyRequestHandler } from "../contract/faulty-request-handler.ts";
import { migratedTableContract } from "../contract/migrated-table.ts";
import { itemOf } from "../runtime/migrations/item-arbitrary.ts";
import { emulatedOptions, emulatedTable, LISTED } from "./emulated-tables.ts";
import { functionCredentials } from "./tried/function-credentials.ts";

type Item = Record<string, AttributeValue>;

const signal = AbortSignal.timeout(120_000);
const options = emulatedOptions();

/** What the SDK loses unless it is watched. */
const oddAttribute = JSON.parse('{"__proto__":{"M":{"__proto__":{"SS":["x"]}}}}') as Item;

describe("a table of jobs in DynamoDB, as a migration sees it", async () => {
  const jobs = await emulatedTable("id", LISTED);
  afterAll(() => jobs.drop());
  const table = migratedTable({ table: jobs.name, client: options });
  const put = (Item: Item) => jobs.client.send(new PutItemCommand({ TableName: jobs.name, Item }));
  const failing = (fault: Fault) => {
    const { handler } = faultyRequestHandler({
      ...{ inner: new DynamoDBClient(options).config.requestHandler, seed: 1, share: 1 },
      faults: [fault],
    });
    return migratedTable({ table: jobs.name, client: { ...options, requestHandler: handler } });
  };

  migratedTableContract(async (items) => {
    const { client, name: TableName, drop } = await emulatedTable("id", LISTED);
    onTestFinished(drop);
    const putInto = async (Item: Item) => void (await client.send(new PutItemCommand({ TableName, Item })));
    for (const item of items) await putInto(item);
    const remove = async (id: string) =>
      void (await client.send(new DeleteItemCommand({ TableName, Key: { id: { S: id } } })));
    return { table: migratedTable({ table: TableName, client: options }), put: putInto, remove };
  });

  it("takes any item to any other of the same id, by one exact update", async () => {
    const id = randomUUID();
    const item = itemOf(id);
    await fc.assert(
      fc.asyncProperty(item, item, async (before, next) => {
        await put(before);
        const read = (await table.read(id, signal)) ?? {};
        expect(sameValue({ M: read }, { M: before })).toBe(true);
        const change = { read, next, absent: ["listedUnder"] };
        expect(await table.replace(change, signal)).toMatchObject({
          outcome: "written",
          consumedUnits: expect.any(Number),
        });
        expect(sameValue({ M: (await table.read(id, signal)) ?? {} }, { M: next })).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("writes over no item that is another by now, and makes none", async () => {
    const id = randomUUID();
    const item = itemOf(id);
    await fc.assert(
      fc.asyncProperty(item, item, async (read, stored) => {
        await put(stored);
        const absent = ["a", "b", "c", "d", "status", "#x", "__proto__", "é"];
        const { outcome } = await table.replace({ read, next: { ...read, z: { NULL: true } }, absent }, signal);
        expect(outcome).toBe(sameValue({ M: read }, { M: stored }) ? "written" : "changed");
      }),
      { numRuns: 200 },
    );
    const gone = { id: { S: randomUUID() } };
    expect(await table.replace({ read: gone, next: { ...gone, a: { S: "b" } }, absent: [] }, signal)).toEqual({
      outcome: "changed",
      consumedUnits: 1,
    });
    expect(await table.read(gone.id.S, signal)).toBeUndefined();
  });

  it("leaves an attribute that was added meanwhile", async () => {
    const id = { S: randomUUID() };
    const read = { id, a: { S: "old" } };
    await put({ ...read, other: { S: "theirs" } });
    const { outcome } = await table.replace({ read, next: { id, b: { S: "new" } }, absent: ["c"] }, signal);
    expect(outcome).toBe("written");
    expect(await table.read(id.S, signal)).toEqual({ id, b: { S: "new" }, other: { S: "theirs" } });
  });

  it("says what is not expressible, and what would be too large", async () => {
    const id = { S: randomUUID() };
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, nth) => [`n${nth}`, { BOOL: true }]));
    const wide = { id, ...many };
    expect(await table.replace({ read: wide, next: { id }, absent: [] }, signal)).toEqual({
      outcome: "not-expressible",
      consumedUnits: 0,
    });
    await put({ id });
    const large = { id, a: { S: "x".repeat(410_000) } };
    const growing = table.replace({ read: { id }, next: large, absent: [] }, signal);
    await expect(growing).rejects.toMatchObject({ code: "invalid-record", reason: "too-large" });
  });

  it("is described with its recovery, its billing and its keys", async () => {
    const { preview } = inject("stages");
    const deployed = migratedTable({ table: preview.outputs.jobsTable, client: options });
    expect(await deployed.describe(signal)).toEqual({
      name: "atlas-codex-jobs-preview",
      approximateItems: expect.any(Number),
      approximateBytes: expect.any(Number),
      pointInTimeRecovery: true,
      keyAttributes: [
        { name: "id", type: "S" },
        { index: "listed", name: "listedUnder", type: "S" },
        { index: "listed", name: "listedAt", type: "S" },
      ],
    });
    expect(await table.describe(signal)).toMatchObject({ pointInTimeRecovery: false });
  });

  it("is read segment by segment, every item once, `__proto__` included", async () => {
    const ids = Array.from({ length: 60 }, () => `scan-${randomUUID()}`);
    for (const id of ids) await put({ ...oddAttribute, id: { S: id } });
    const pagesOf = async (segment: number) => {
      const seen: Item[] = [];
      let from: Item | undefined;
      do {
        const page = await table.scan(
          { segment, segments: 4, limit: 7, ...(from === undefined ? {} : { from }) },
          signal,
        );
        expect(page.items.length).toBeLessThanOrEqual(7);
        seen.push(...page.items);
        from = page.next;
      } while (from !== undefined);
      return seen;
    };
    const items = (await Promise.all([0, 1, 2, 3].map(pagesOf))).flat().filter(({ id }) => id?.S?.startsWith("scan-"));
    expect(items.map(({ id }) => id?.S).toSorted()).toEqual(ids.toSorted());
    for (const item of items) expect(sameValue({ M: item }, { M: { ...item, ...oddAttribute } })).toBe(true);
  });

  it.each([
    ["throttled", "throttled"],
    ["failed", "no-answer"],
    ["reset", "no-answer"],
    ["answer lost", "no-answer"],
    ["done and failed", "no-answer"],
    ["answer cut", "no-answer"],
  ] as const)("throws after one try when a request is %s", async (fault, reason) => {
    const id = { S: randomUUID() };
    await put({ id });
    const writing = failing(fault).replace({ read: { id }, next: { id, a: { S: "b" } }, absent: [] }, signal);
    await expect(writing).rejects.toMatchObject({ code: "unavailable", reason });
    const done = /lost|done|cut/.test(fault);
    expect(await table.read(id.S, signal)).toEqual(done ? { id, a: { S: "b" } } : { id });
  });

  it.each([
    ["sent twice, first answer", "written"],
    ["sent twice, second answer", "changed"],
  ] as const)("writes once when a request is %s", async (fault, outcome) => {
    const id = { S: randomUUID() };
    await put({ id });
    const writing = failing(fault).replace({ read: { id }, next: { id, a: { S: "b" } }, absent: ["a"] }, signal);
    expect(await writing).toMatchObject({ outcome });
    expect(await table.read(id.S, signal)).toEqual({ id, a: { S: "b" } });
  });

  it("names a table that is not there", async () => {
    const gone = migratedTable({ table: "no-such-table", client: options });
    const told = { code: "not-found", message: expect.stringContaining("The table no-such-table does not exist.") };
    await expect(gone.describe(signal)).rejects.toMatchObject(told);
    await expect(gone.scan({ segment: 0, segments: 1, limit: 1 }, signal)).rejects.toMatchObject(told);
  });

  it("names the right that is missing", async () => {
    const { preview } = inject("stages");
    const account = "000000000000";
    const credentials = await functionCredentials({
      ...{ endpoint: options.endpoint, region: options.region },
      functionArn: `arn:aws:lambda:${options.region}:${account}:function:atlas-codex-worker-preview`,
      roleArn: `arn:aws:iam::${account}:role/atlas-codex-preview-${options.region}-worker`,
    });
    const weak = migratedTable({ table: preview.outputs.jobsTable, client: { ...options, credentials } });
    await expect(weak.scan({ segment: 0, segments: 1, limit: 1 }, signal)).rejects.toMatchObject({
      code: "internal",
      reason: "denied",
      message: expect.stringContaining("You may not dynamodb:Scan on the table atlas-codex-jobs-preview."),
    });
  });
});
