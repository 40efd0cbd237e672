import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { type Emulator, startEmulator } from "../../local/emulator/emulator.ts";
import { cacheFolder } from "../../local/folder.ts";
import { pulumiEngine } from "../../ops/deployment/aws/engine.ts";
import { deployedFunctions } from "../../ops/deployment/aws/functions.ts";
import { deployedMigrations } from "../../ops/deployment/aws/stage-migrations.ts";
import { loggedTraffic } from "../../ops/deployment/aws/traffic.ts";
import { deployedFunctionsContract } from "../contract/deployed-functions.ts";
import { plannedEngineContract } from "../contract/deployment-engine.ts";
import { createFunction } from "../local/emulator/sample-resources.ts";
import { emulatedOptions } from "./emulated-tables.ts";

const { signal } = new AbortController();
const stage = "preview" as const;
/** What all flow tests share; what this file makes lies in an emulator of its own, where nobody else counts it. */
const shared = emulatedOptions();
let client: typeof shared;
let lambda: LambdaClient;
let emulator: Emulator;
const nameOf = (name: string) => `atlas-codex-${name}-${stage}`;

let plans = "";
beforeAll(async () => {
  plans = await mkdtemp(join(tmpdir(), "atlas-codex-plans-"));
  const [stateDir, logFile] = [join(plans, "emulator"), join(plans, "emulator.log")];
  emulator = await startEmulator({ stateDir, cacheDir: cacheFolder(), logFile, report: () => undefined, signal });
  client = { ...shared, endpoint: emulator.endpoint };
  lambda = new LambdaClient(client);
  for (const [name, value] of Object.entries({ ...inject("environment"), TMPDIR: plans })) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  lambda.destroy();
  await emulator.stop();
  await rm(plans, { recursive: true, force: true });
});

async function publish(name: string): Promise<string> {
  const FunctionName = nameOf(name);
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: randomUUID() }));
  await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { FunctionName });
  const { Version = "" } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  return Version;
}

/** A function of the test's own with two versions, live on the first. */
async function ownFunction(source: string): Promise<string> {
  const name = `zz-${randomUUID()}`;
  const FunctionName = nameOf(name);
  await createFunction(client, { name: FunctionName, allow: [], source });
  onTestFinished(async () => void (await lambda.send(new DeleteFunctionCommand({ FunctionName }))));
  for (const version of ["1", "2"]) expect(await publish(name)).toBe(version);
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  return name;
}

const invoked = (name: string, Qualifier: string, event: object) =>
  lambda.send(new InvokeCommand({ FunctionName: nameOf(name), Qualifier, Payload: JSON.stringify(event) }));

const TELLS_VERSION = "exports.handler = async (_, context) => context.functionVersion;";

describe("deployed functions in Lambda", { timeout: 120_000 }, () => {
  deployedFunctionsContract(async () => {
    const names = [await ownFunction(TELLS_VERSION), await ownFunction(TELLS_VERSION)] as const;
    return { functions: deployedFunctions({ stage, client, names }), names: [...names], publish };
  });

  it("are answered by both versions about as often as the live alias says", async () => {
    const name = await ownFunction(TELLS_VERSION);
    const functions = deployedFunctions({ stage, client, names: [name] });
    await functions.point({ [name]: { version: "1", next: { version: "2", weight: 0.25 } } }, signal);
    const answers: string[] = [];
    for (let asked = 0; asked < 80; asked += 1) {
      const { Payload } = await invoked(name, "live", { asked });
      answers.push(Payload?.transformToString() ?? "");
    }
    const next = answers.filter((answer) => answer === '"2"').length;
    expect(answers.filter((answer) => answer === '"1"').length).toBe(80 - next);
    expect(next).toBeGreaterThan(4);
    expect(next).toBeLessThan(45);
  });

  it("are told of the stage that is up, all of them live and active", async () => {
    const functions = deployedFunctions({ stage, client: shared });
    const [live, newest] = [await functions.live(signal), await functions.newest(signal)];
    expect(Object.keys(live).toSorted()).toEqual(Object.keys(inject("stages").preview.outputs.versions).toSorted());
    expect(Object.keys(newest)).toEqual(Object.keys(live));
    const unsettled = await functions.unsettled(newest, signal);
    expect(unsettled.filter((sentence) => !/^The alarm |messages wait|dead letters/.test(sentence))).toEqual([]);
    expect(await functions.unsettled({ ...newest, api: "999" }, signal)).toContainEqual(
      expect.stringMatching(/^There is no version 999 of api\. Look at it: aws lambda /),
    );
  });

  it("are none before a first deployment", async () => {
    const functions = deployedFunctions({ stage, client, names: ["zz-nothing"] });
    expect([await functions.live(signal), await functions.newest(signal)]).toEqual([{}, {}]);
  });
});

const MEASURES = `
exports.handler = async ({ seconds, faults, end }) => {
  if (end === "throw") throw new Error("no");
  if (end === "exit") process.exit(1);
  if (end === "hang") await new Promise((resolve) => setTimeout(resolve, 60000));
  console.log(JSON.stringify({
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [] },
    "http.server.request.duration": seconds, "http.server.request.faults": faults,
  }));
};`;

describe("traffic in the functions' logs", { timeout: 120_000 }, () => {
  const masterKey = async () => inject("stages").preview.masterKey;

  it("is counted for each version by itself, without how long an instance's first request took", async () => {
    const name = await ownFunction(MEASURES);
    const since = Date.now();
    for (const seconds of [0.1, 0.2, 0.3]) await invoked(name, "1", { seconds, faults: 0 });
    for (const faults of [0, 1]) await invoked(name, "2", { seconds: 0.5, faults });
    await invoked(name, "$LATEST", { seconds: 9, faults: 1 });
    const traffic = loggedTraffic({ stage, client, masterKey });
    const targets = { [name]: { version: "1", next: { version: "2", weight: 0.5 } } };
    const current = { requests: 3, errors: 0, durations: [200, 300] };
    const next = { requests: 2, errors: 1, durations: [500] };
    const time = { since, until: Date.now() + 1 };
    expect(await traffic.observe(targets, time, signal)).toEqual([{ function: name, own: false, current, next }]);
    expect(await traffic.observe({ [name]: { version: "1" } }, time, signal)).toEqual([]);
  });

  it.each(["throw", "exit", "hang"])("counts an invocation that ends with %s as an error", async (end) => {
    const name = await ownFunction(MEASURES);
    const since = Date.now();
    await invoked(name, "2", { end });
    await invoked(name, "1", { seconds: 0.1, faults: 0 });
    const traffic = loggedTraffic({ stage, client, masterKey });
    const targets = { [name]: { version: "1", next: { version: "2", weight: 0.5 } } };
    const time = { since, until: Date.now() + 1 };
    expect(await traffic.observe(targets, time, signal)).toMatchObject([
      { function: name, own: false, current: { requests: 1, errors: 0 }, next: { requests: 1, errors: 1 } },
    ]);
    // Of what is read again, the broken one is known.
    expect(await traffic.observe(targets, time, signal)).toMatchObject([{ next: { requests: 0, errors: 0 } }]);
  });

  it("of our own reaches the versions past the alias, and is known as our own", async () => {
    const traffic = loggedTraffic({ stage, client: shared, masterKey });
    // One version stands for both sides here: other tests rest on what these functions are.
    const target = { version: "1", next: { version: "1", weight: 0 } };
    const targets = { api: target, health: target, worker: target };
    const since = Date.now();
    await traffic.send(targets, 10, signal);
    const observed = await traffic.observe(targets, { since, until: Date.now() + 1 }, signal);
    const ten = expect.objectContaining({ requests: 10, errors: 0 });
    expect(observed.filter(({ own }) => own)).toEqual([
      { function: "api", own: true, current: ten, next: ten },
      { function: "health", own: true, current: ten, next: ten },
    ]);
  });
});

describe("the engine with a stage's program", { timeout: 240_000 }, () => {
  plannedEngineContract(async () => pulumiEngine({ stage, note: () => undefined }));
});

describe("a stage's migrations", () => {
  it("are pending for the end of a deployment, and one that never ran has nothing to undo", async () => {
    const screen = { stream: { write: () => undefined, isTTY: false }, note: () => undefined };
    const migrations = deployedMigrations({ stage: "production", screen });
    expect(await migrations.pending("first", signal)).toEqual([]);
    expect(migrations.goesBack("0013-canonical")).toBe(true);
    await expect(migrations.apply("0012-nothing", signal)).rejects.toMatchObject({ exitCode: 2 });
  });
});
