import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringUpStage } from "../../local/bring-up.ts";
import { artifactStore } from "../../runtime/adapters/artifact-store.ts";
import { CLIENT_OPTIONS } from "../../runtime/adapters/client-options.ts";
import { jobStore } from "../../runtime/adapters/job-store.ts";
import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Item } from "../../runtime/migrating/ports.ts";
import type { RollbackStatus, RunStatus } from "../../runtime/migrating/run-types.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { plainOf } from "../../runtime/migrations/plain.ts";
import { wholeItems } from "../../runtime/reliability/whole-items.ts";
import { FAULT_NAMES, faultyRequestHandler } from "../contract/faulty-request-handler.ts";
import { nothingAcknowledged, startLiveWriters } from "./migration/live-writers.ts";
import { startMigrating } from "./migration/migrating-process.ts";
import { seedItems, seedTable } from "./migration/seed-items.ts";
import { hashes, tableItems } from "./migration/table-items.ts";
import { type OwnAws, startOwnAws } from "./own-aws.ts";

const execute = promisify(execFile);
const ITEMS = 5_000;
/** How many requests go wrong: of the migration's own and of the writers'. */
const SHARE = 0.04;
const signal = AbortSignal.timeout(600_000);

let own: OwnAws;
let environment: Record<string, string>;
let preview: StackOutputs;
let production: StackOutputs;
let client: DynamoDBClient;
let lambda: LambdaClient;

beforeAll(async () => {
  own = await startOwnAws(signal);
  ({ environment } = own.workshop);
  ({ outputs: preview } = await bringUpStage(own.workshop, "preview", signal));
  ({ outputs: production } = await bringUpStage(own.workshop, "production", signal));
  client = wholeItems(new DynamoDBClient(options()));
  lambda = new LambdaClient(options());
  await silence();
  for (const { jobsTable } of [preview, production])
    await seedTable({ client, table: jobsTable, items: seedItems(ITEMS) });
}, 150_000);

afterAll(async () => {
  client?.destroy();
  await own?.stop();
});

function options() {
  return {
    endpoint: own.workshop.machine.endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
}

/** Nobody is told of jobs that a test writes by the thousand. */
async function silence(): Promise<void> {
  const { EventSourceMappings: all = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  const streams = all.filter(({ EventSourceArn }) => EventSourceArn?.includes("/stream/"));
  for (const { UUID } of streams) await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
}

describe("migrating the jobs of a stage that is in use", () => {
  const seeds = seedItems(ITEMS);
  const acknowledged = nothingAcknowledged();
  const idOf = ({ id }: Item) => id?.S ?? "";
  /** Every tenth item from this one on. */
  const every = (first: number) => seeds.filter((_, nth) => nth % 10 === first);
  const doomed = every(3).map(idOf);
  const pending = every(7).filter(isPending).map(idOf);
  const shared = [0, 2, 4, 6].flatMap(every).map(idOf);
  const quiet = new Set([1, 5, 8, 9].flatMap(every).map(idOf));
  const before = hashes(seeds);
  let run = "";

  const table = () => tableItems({ client, table: preview.jobsTable });
  const live = (writers: number, seed: number) => {
    const { handler, counts } = faultyRequestHandler({ inner: client.config.requestHandler, seed, share: SHARE });
    const faulty = wholeItems(new DynamoDBClient({ ...options(), ...CLIENT_OPTIONS, requestHandler: handler }));
    const bucket = { client: new S3Client({ ...options(), forcePathStyle: true }), bucket: preview.artifactsBucket };
    const store = jobStore({
      ...{ client: faulty, jobsTable: preview.jobsTable, artifacts: artifactStore(bucket) },
      submissionsTable: preview.jobsTable.replace("jobs", "submissions"),
    });
    const writing = { client: faulty, table: preview.jobsTable, store, shared, doomed, pending, acknowledged };
    return { counts, ...startLiveWriters({ ...writing, writers, seed }) };
  };
  const migrating = (seed: number, more: { rollback?: string } = {}) =>
    startMigrating({ ...preview, seed, share: SHARE, ...more }, environment);

  /** Nothing that a writer was told is missing, and nothing that it deleted is back. */
  const expectNothingLost = (items: ReadonlyMap<string, Item>) => {
    const lost = [...acknowledged.marks].flatMap(([id, marks]) => missing(marks, marksOf(items.get(id))));
    const unsaid = [...acknowledged.lines].flatMap(([id, lines]) => missing(lines, linesOf(items.get(id))));
    const resurrected = [...acknowledged.deleted].filter((id) => items.has(id));
    expect({ lost, unsaid, resurrected }).toEqual({ lost: [], unsaid: [], resurrected: [] });
    const there = [...seeds.map(idOf).filter((id) => !acknowledged.deleted.has(id)), ...acknowledged.created];
    expect(there.filter((id) => !items.has(id))).toEqual([]);
  };
  const expectAllMigrated = (items: ReadonlyMap<string, Item>) => {
    const skipped = [...items].filter(([, item]) => canonical.up(plainOf(item)).kind === "changed");
    expect(skipped.map(([id]) => id)).toEqual([]);
  };

  it("loses nothing while 4 writers work, is killed, and goes on while 32 work", async () => {
    const killed = migrating(9);
    const few = live(4, 1);
    await killed.scanned(ITEMS / 4);
    await killed.kill();
    await few.stop();
    expectNothingLost(await table());
    const again = migrating(14);
    await again.scanned(1);
    const many = live(32, 2);
    const { ended, faults } = await again.ended;
    await many.stop();
    const status = ended as RunStatus;
    run = status.run;
    expect(status).toMatchObject({ state: "applied", counts: { contended: 0 } });
    expect(status.counts.races).toBeGreaterThan(0);
    for (const fault of FAULT_NAMES) expect(faults[fault], fault).toBeGreaterThan(0);
    const items = await table();
    expectNothingLost(items);
    expectAllMigrated(items);
    const { marks, lines, deleted, created } = acknowledged;
    for (const { size } of [marks, lines, deleted, created]) expect(size).toBeGreaterThan(10);
  }, 180_000);

  it("goes back to what was there while 4 writers work", async () => {
    const few = live(4, 3);
    const { ended } = await migrating(15, { rollback: run }).ended;
    await few.stop();
    const status = ended as RollbackStatus;
    expect(status).toMatchObject({ run, state: "rolled-back" });
    const items = await table();
    expectNothingLost(items);
    const now = hashes(items);
    expect([...quiet].filter((id) => now.get(id) !== before.get(id))).toEqual([]);
  }, 120_000);

  it("migrates again", async () => {
    const { ended } = await migrating(16).ended;
    expect(ended).toMatchObject({ state: "applied", counts: { contended: 0 } });
    const items = await table();
    expectNothingLost(items);
    expectAllMigrated(items);
  }, 120_000);

  it("is verified by the command, which reads everything once more", async () => {
    const told = await execute("ops", ["migrate-schema", "--stage", "preview", "--verify", "--json"], {
      env: { ...process.env, ...environment },
    });
    expect(JSON.parse(told.stdout)).toMatchObject({ steps: [{ name: "verify", status: "passed" }] });
  }, 120_000);

  it("has left the other stage as it was, byte by byte", async () => {
    expect(hashes(await tableItems({ client, table: production.jobsTable }))).toEqual(before);
  });
});

function missing(told: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
  return [...told].filter((one) => !there.has(one));
}

function isPending(item: Item): boolean {
  const up = canonical.up(plainOf(item));
  return up.kind === "changed" && up.item.status === "pending";
}

/** Marks of an item: those it got since it became canonical, and before that, wherever its shape kept them. */
function marksOf(item: Item | undefined): Set<string> {
  const places = [item?.marks, item?.legacy?.M?.kept?.M?.marks, item?.params?.M?.marks];
  return new Set(places.flatMap((place) => place?.SS ?? []));
}

function linesOf(item: Item | undefined): Set<string> {
  return new Set((item?.logs?.L ?? []).flatMap(({ M }) => M?.message?.S ?? []));
}
