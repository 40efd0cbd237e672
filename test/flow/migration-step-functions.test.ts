import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as YAML from "yaml";
import { judge } from "../../infra/pack/judge.ts";
import { resourcesOfPreview } from "../../infra/pack/preview.ts";
import { bringUpStage } from "../../local/bring-up.ts";
import { stackFileName } from "../../local/work-folder.ts";
import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import { operationsLedger } from "../../runtime/migrating/aws/operations-ledger.ts";
import { readPast } from "../../runtime/migrating/history.ts";
import type { RunStatus } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { wholeItems } from "../../runtime/reliability/whole-items.ts";
import { ops } from "../ops/commands/ops-process.ts";
import { functionProcesses } from "./migration/function-processes.ts";
import { seedItems, seedTable } from "./migration/seed-items.ts";
import { hashes, tableItems } from "./migration/table-items.ts";
import { type OwnAws, startOwnAws } from "./own-aws.ts";

const ITEMS = 300;
const FUNCTION = "atlas-codex-migrate-segment-preview";
const { signal } = new AbortController();

let own: OwnAws;
let outputs: StackOutputs;
let settings: DynamoDBClientConfig;

beforeAll(async () => {
  own = await startOwnAws(signal);
  const { folder, machine } = own.workshop;
  settings = {
    endpoint: machine.endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  await askForWorkers(join(folder.work, stackFileName("preview")));
  ({ outputs } = await bringUpStage(own.workshop, "preview", signal));
}, 180_000);

afterAll(() => own?.stop(), 60_000);

async function askForWorkers(file: string): Promise<void> {
  const stack = YAML.parse(await readFile(file, "utf8")) as { config: Record<string, string> };
  const config = { ...stack.config, "atlas-codex:migrationWorkers": "step-functions" };
  await writeFile(file, YAML.stringify({ ...stack, config }));
}

function migrate(...words: string[]) {
  return ops(["migrate-schema", "--stage", "preview", ...words], own.workshop.environment);
}

function jobs() {
  return { client: wholeItems(new DynamoDBClient(settings)), table: outputs.jobsTable };
}

async function hashesNow() {
  return hashes(await tableItems(jobs()));
}

/** How the last run stands, by the ledger; undefined before there is one. */
async function lastRun(): Promise<RunStatus | undefined> {
  const ledger = operationsLedger({ table: outputs.operationsTable, client: settings });
  const ports = { ledger, now: Date.now, sleep: (milliseconds: number) => pause(milliseconds) };
  const past = await readPast(ports, canonical.id, signal);
  return past === undefined ? undefined : statusOf({ ports, run: past.run }, signal);
}

/** Ends one of the function's processes once some items have been rewritten. */
async function killWorker(before: ReadonlyMap<string, string>): Promise<void> {
  const running = {
    emulatorPid: own.workshop.machine.emulatorPid,
    functionName: "atlas-codex-migrate-segment-preview",
  };
  for (;;) {
    const now = await hashesNow();
    const [victim] = await functionProcesses(running);
    const changed = [...now].filter(([id, hash]) => before.get(id) !== hash).length;
    if (changed > 20 && victim !== undefined) return void process.kill(victim, "SIGKILL");
    await pause(100);
  }
}

test("what is deployed for it stays as it is, and keeps to every rule", { timeout: 60_000 }, async () => {
  const env = { ...process.env, ...own.workshop.environment };
  const words = ["preview", "--json", "--show-sames", "--expect-no-changes", "--stack", "preview", "--non-interactive"];
  const { stdout } = await promisify(execFile)("pulumi", words, { env, maxBuffer: 64 * 1024 * 1024 });
  const resources = resourcesOfPreview(JSON.parse(stdout));
  expect(resources.map(({ type }) => type)).toContain("aws:sfn/stateMachine:StateMachine");
  expect(judge(resources, { stage: "preview", embedded: true })).toEqual({ violations: [], undecided: [] });
});

test("a run on the stage's functions survives the death of one, is verified, and goes back", {
  timeout: 180_000,
}, async () => {
  await seedTable({ ...jobs(), items: seedItems(ITEMS) });
  const before = await hashesNow();

  const [applied] = await Promise.all([
    migrate("--apply", "--on", "step-functions", "--segments", "4", "--max-wcu", "60", "--json"),
    killWorker(before),
  ]);
  const run = await lastRun();
  expect(applied, applied.err).toMatchObject({ code: 0 });
  expect(run).toMatchObject({ state: "applied", counts: { scanned: ITEMS, contended: 0 } });
  expect(Math.max(...(run?.segments ?? []).map(({ attempts }) => attempts))).toBeGreaterThan(1);
  expect(run?.counts.migrated).toBeGreaterThan(ITEMS / 3);

  const verified = await migrate("--verify", "--json");
  expect(verified, verified.out).toMatchObject({ code: 0 });

  const back = await migrate("--rollback", run?.run ?? "", "--apply", "--json");
  expect(back, back.out).toMatchObject({ code: 0 });
  expect(await hashesNow()).toEqual(before);
  expect(await lastRun()).toMatchObject({ state: "rolled-back" });
});

/** Sends the function to another table, and gives back the one it was sent to before. */
async function sendTo(table: string): Promise<string> {
  const lambda = new LambdaClient(settings);
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: FUNCTION }));
  const Variables = { ...Environment?.Variables, JOBS_TABLE: table };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: FUNCTION, Environment: { Variables } }));
  return Environment?.Variables?.JOBS_TABLE ?? "";
}

test("what a function is refused is told in a sentence, and the run goes on once that is mended", {
  timeout: 120_000,
}, async () => {
  const far = ["--apply", "--on", "step-functions", "--segments", "2"];
  const table = await sendTo("atlas-codex-submissions-preview");
  const refused = await migrate(...far);
  expect(refused.code).toBe(3);
  expect(refused.out).toContain("2 of 2 segments");
  expect(refused.out).toContain("You may not dynamodb:Scan on the table atlas-codex-submissions-preview.");
  await sendTo(table);
  expect(await migrate(...far)).toMatchObject({ code: 0 });
  expect(await lastRun()).toMatchObject({ state: "applied", counts: { scanned: ITEMS } });
});
