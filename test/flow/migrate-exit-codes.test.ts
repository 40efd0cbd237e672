import { randomUUID } from "node:crypto";
import { chmod } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { plainOf } from "../../runtime/migrations/plain.ts";
import { wholeItems } from "../../runtime/reliability/whole-items.ts";
import { type Ended, ops, startOps } from "../ops/commands/ops-process.ts";
import { temporaryFiles } from "../ops/isolation/temporary-files.ts";
import { emulatedBucket, emulatedTable, LISTED } from "./emulated-tables.ts";
import { seedItems, seedTable } from "./migration/seed-items.ts";
import { hashes, tableItems } from "./migration/table-items.ts";

type Answer = { code: number | null; report: { verdict: string; steps: { name: string; findings: Finding[] }[] } };
type Finding = { code: string; message: string; fix?: string; witness?: { run?: string; sampled?: number } };

const jobs = await emulatedTable("id", LISTED);
const operations = await emulatedTable("run", {
  attributes: ["entry"],
  KeySchema: [
    { AttributeName: "run", KeyType: "HASH" },
    { AttributeName: "entry", KeyType: "RANGE" },
  ],
});
const { bucket } = await emulatedBucket();
const files = await temporaryFiles();
const table = { client: wholeItems(jobs.client), table: jobs.name };
const BACKUP = ["--i-have-a-backup", "b-1"];
let environment: Record<string, string>;

beforeAll(async () => {
  const { preview } = inject("stages");
  const own = { jobsTable: jobs.name, operationsTable: operations.name, artifactsBucket: bucket };
  const outputs = await files.write("outputs.json", { ...preview.outputs, ...own });
  // What the engine would say of a stage with these tables.
  await chmod(await files.write("pulumi", `#!/bin/sh\nexec cat ${outputs}\n`), 0o755);
  const { PATH = "", ...rest } = inject("environment");
  environment = { ...rest, PATH: `${files.folder}:${PATH}:${process.env.PATH}` };
  await seedTable({ ...table, items: seedItems(200) });
});
afterAll(() => Promise.all([jobs.drop(), operations.drop()]));

const migrate = (...words: string[]): Promise<Ended> =>
  ops(["migrate-schema", ...words, "--stage", "preview"], environment);

async function told(...words: string[]): Promise<Answer> {
  const { code, out, err } = await migrate(...words, "--json");
  expect(out, err).toMatch(/^\{/);
  return { code, report: JSON.parse(out) };
}

const findings = ({ report }: Answer) => report.steps.flatMap((step) => step.findings);
const runOf = (answer: Answer) => findings(answer).find(({ code }) => code === "figures")?.witness?.run ?? "";

test("a plan, a run, its verification and the way back each end with their exit code", async () => {
  const before = hashes(await tableItems(table));
  const never = await told("--status");
  expect(never).toMatchObject({ code: 0, report: { steps: [{ name: "registry", detail: "0013-canonical pending" }] } });

  const plan = await told("--full");
  expect(plan.code).toBe(1);
  expect(findings(plan).find(({ code }) => code === "not-ready")?.message).toMatch(/Point-in-time recovery is off/);
  expect(findings(plan).find(({ code }) => code === "figures")?.witness).toMatchObject({ items: 200, full: true });
  expect(findings(plan).find(({ code }) => code === "missing-url")?.fix).toMatch(/./);
  expect((await told("--apply")).code).toBe(1);
  expect(hashes(await tableItems(table))).toEqual(before);

  const applied = await told("--apply", ...BACKUP);
  expect(applied).toMatchObject({ code: 0, report: { verdict: "passed" } });
  const run = runOf(applied);
  expect(await told("--verify")).toMatchObject({ code: 0 });
  expect(await told("--status", "--watch")).toMatchObject({ code: 0 });
  expect(findings(await told("--quarantine", run)).map(({ code }) => code)).toContain("missing-url");

  expect(await told("--rollback", run)).toMatchObject({ code: 0 });
  expect(hashes(await tableItems(table))).not.toEqual(before);
  expect(await told("--rollback", run, "--apply")).toMatchObject({ code: 0 });
  expect(hashes(await tableItems(table))).toEqual(before);
  const again = await told("--rollback", run, "--apply");
  expect(again).toMatchObject({ code: 1, report: { steps: [{ findings: [{ code: "rolled-back" }] }] } });
});

test("a run that Ctrl-C stops stands at a page, goes on, and what changed since goes back by code", {
  timeout: 180_000,
}, async () => {
  const before = hashes(await tableItems(table));
  const written = async () =>
    [...hashes(await tableItems(table))].filter(([id, hash]) => hash !== before.get(id)).length;
  const words = ["migrate-schema", "--stage", "preview", "--apply", "--segments", "1", "--max-wcu", "60", ...BACKUP];
  const { child, ended } = startOps(words, environment);
  while ((await written()) === 0 && child.exitCode === null) await pause(100);
  child.kill("SIGINT");
  const stopped = await ended;
  expect(stopped, stopped.out).toMatchObject({
    code: 3,
    err: expect.stringContaining("Stopping after the current page"),
  });
  const some = await written();
  expect(some).toBeGreaterThan(0);
  const share = await migrate("control", "--max-percent", "50");
  expect(share, share.out).toMatchObject({ code: 2, err: expect.stringContaining("this one is paid per request") });

  const applied = await told("--apply", ...BACKUP);
  expect(applied).toMatchObject({ code: 0, report: { verdict: "passed" } });
  expect(await written()).toBeGreaterThan(some);
  expect(await told("--verify")).toMatchObject({ code: 0 });

  const Key = { id: { S: "v1-flat-0" } };
  const later = {
    UpdateExpression: "SET updatedAt = updatedAt + :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
  };
  await jobs.client.send(new UpdateItemCommand({ TableName: jobs.name, Key, ...later }));
  expect(await told("--rollback", runOf(applied), "--down", "--apply")).toMatchObject({ code: 0 });
  const now = await tableItems(table);
  const after = hashes(now);
  expect([...after].filter(([id, hash]) => hash !== before.get(id)).map(([id]) => id)).toEqual(["v1-flat-0"]);
  const changed = plainOf(now.get("v1-flat-0") ?? {});
  expect(canonical.classify(changed)).toEqual({ kind: "legacy", shape: "v1-flat" });
});

test("what was changed since a run is left by its rollback, and named", async () => {
  const run = runOf(await told("--apply", ...BACKUP));
  const Key = { id: { S: "v1-flat-0" } };
  const change = {
    UpdateExpression: "SET updatedAt = updatedAt + :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
  };
  await jobs.client.send(new UpdateItemCommand({ TableName: jobs.name, Key, ...change }));
  const { code, out } = await migrate("--rollback", run, "--apply");
  expect(out).toMatch(/Changed since the run wrote them, so they were left: v1-flat-0/);
  expect(code).toBe(1);
});

test("an item of an old shape that came after the run fails its verification", async () => {
  const run = runOf(await told("--apply", ...BACKUP));
  const [late] = seedItems(1);
  await jobs.client.send(new PutItemCommand({ TableName: jobs.name, Item: { ...late, id: { S: randomUUID() } } }));
  const verified = await told("--verify", "--run", run);
  expect(verified).toMatchObject({ code: 1, report: { verdict: "failed" } });
  expect(findings(verified).map(({ code }) => code)).toContain("not-canonical");
});

test("a run nobody began is a slip of the hand, with the names that are near", async () => {
  const { code, out, err } = await migrate("--rollback", "R-20260101T000000Z-abcdef");
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^ops: There is no run R-20260101T000000Z-abcdef on preview\.\n {2}→ Is it one of these\? R-/);
});

test("a control of a run that is over changes nothing", async () => {
  const { code, out } = await migrate("control", "--pause");
  expect(out).toMatch(/there is nothing to pause/);
  expect(code).toBe(1);
});

test("a stage that cannot be read is undecided, and what would follow is skipped", async () => {
  const { code, out } = await ops(["migrate-schema", "--stage", "preview", "--json"], { PATH: "/nowhere" });
  expect(code).toBe(3);
  const steps = [
    { name: "stack outputs", status: "undecided" },
    { name: "plan", status: "skipped" },
  ];
  expect(JSON.parse(out)).toMatchObject({ verdict: "undecided", steps });
});
