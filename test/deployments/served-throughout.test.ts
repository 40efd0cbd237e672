import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StageUp } from "../../local/bring-up.ts";
import { DEPLOYMENTS } from "../../ops/deployment/record.ts";
import { deploymentsIn } from "./deployments-in.ts";
import { type OwnDeployments, startOwnDeployments } from "./own-deployments.ts";
import { type StageAsItIs, stageAsItIs } from "./stage-as-it-is.ts";
import { type Users, users } from "./users.ts";

const { signal } = new AbortController();
const APPLY = ["deploy", "--stage", "preview", "--apply"];

let stage: OwnDeployments;
let up: StageUp;
let load: Users;
let first: StageAsItIs;

beforeAll(async () => {
  stage = await startOwnDeployments(signal);
  const deployed = await stage.first();
  expect(deployed.ended, deployed.ended.err).toMatchObject({ code: 0 });
  up = deployed.up;
  first = await stageAsItIs(stage.aws);
  load = users({ ...up.outputs, masterKey: up.masterKey, siteUrl: stage.own.workshop.machine.siteUrl });
}, 300_000);

afterAll(async () => {
  await load?.stop();
  await stage?.stop();
}, 60_000);

const told = () => deploymentsIn(stage);
const health = async (): Promise<string> => {
  const answer = await fetch(`${up.outputs.apiUrl}/health`);
  return ((await answer.json()) as { version: string }).version;
};

describe("while users call at 20 a second", { timeout: 600_000 }, () => {
  test("a deployment from files that are in no commit, and one of another plan than was seen, are slips of the hand", async () => {
    await stage.checkout.edit([{ file: "runtime/handlers/health.ts", append: "export const RELEASE = 0;\n" }]);
    const dirty = await stage.ops(APPLY);
    expect(dirty).toMatchObject({ code: 2, out: "" });
    expect(dirty.err).toMatch(
      /ops: The checkout differs from its commit [0-9a-f]{12}: runtime\/handlers\/health\.ts\./,
    );
    await stage.checkout.goTo(stage.checkout.first);
    const other = await stage.ops([...APPLY, "--plan", "0123456789abcdef"]);
    expect(other).toMatchObject({ code: 2, out: "" });
    expect(other.err).toMatch(/ops: The plan is now [0-9a-f]{64}, not 0123456789abcdef: the commit, the settings/);
  });

  test("a stage that there is not, and a ledger that cannot be read, are told in a sentence", async () => {
    const unknown = await stage.ops(["deploy", "--stage", "staging", "--apply"]);
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.err).toMatch(/staging.*preview.*production/s);
    const TableName = up.outputs.operationsTable;
    const Key = { run: { S: DEPLOYMENTS }, entry: { S: "D-zzzzzzzzz-zzzz" } };
    await stage.aws.dynamodb.putItem({
      TableName,
      Item: { ...Key, revision: { N: "1" }, value: { S: '{"state":1}' } },
    });
    const garbled = await stage.ops(APPLY);
    await stage.aws.dynamodb.deleteItem({ TableName, Key });
    expect(garbled.code).toBe(3);
    expect(garbled.out).toContain("entry D-zzzzzzzzz-zzzz is no deployment that this version understands");
    expect(`${unknown.err}${garbled.out}${garbled.err}`).not.toMatch(/^ {4}at /m);
  });

  test("a good one goes live through its canary, is killed in it and resumed, and a second one at once is refused", async () => {
    const [a] = await told();
    const old = await health();
    const release = 'export const RELEASE = "B";\n';
    await stage.checkout.commit("B", [
      { file: "runtime/handlers/api.ts", append: release },
      { file: "runtime/handlers/health.ts", append: release },
    ]);
    load.versions();
    const deploying = stage.start(APPLY);
    expect(await deploying.reached(/^\s*\d+:\d\d\s+gate$/)).toBe(true);
    const second = await stage.ops(APPLY);
    expect(second.code).toBe(1);
    expect(second.out).toContain("is at work on the deployment of preview");
    expect(await deploying.reached(/canary 5 %: /), (await told()).at(-1)?.state).toBe(true);
    deploying.child.kill("SIGKILL");
    await deploying.ended;
    const [, killed] = await told();
    expect(killed).toMatchObject({ state: "running", before: { deployment: a?.id } });
    const resumed = await stage.ops([...APPLY, "--resume", killed?.id ?? "", "--quick"]);
    expect(resumed, resumed.out).toMatchObject({ code: 0 });
    expect(resumed.out).toMatch(/canary 5 %.*\n.*canary 25 %/);
    const next = await health();
    expect(next).not.toBe(old);
    expect([...load.versions()].toSorted()).toEqual([old, next].toSorted());
    expect(await told()).toMatchObject([{ state: "live" }, { state: "live", versions: { api: "2", worker: "1" } }]);
  });

  test("one whose handler crashes when it is loaded is stopped before any traffic, and undone to exactly what was before", async () => {
    const before = await stageAsItIs(stage.aws);
    const good = await health();
    load.versions();
    await stage.checkout.commit("crash", [
      { file: "runtime/handlers/api.ts", append: 'throw new Error("It does not even load.");\n' },
    ]);
    const bad = await stage.ops([...APPLY, "--quick"]);
    expect(bad, bad.out).toMatchObject({ code: 1 });
    const [, live, undone] = await told();
    expect(undone).toMatchObject({ state: "undone", before: { deployment: live?.id } });
    expect(undone?.steps.find(({ problems }) => problems !== undefined)).toMatchObject({ name: "verify" });
    expect(await stageAsItIs(stage.aws)).toEqual(before);
    expect([...load.versions()]).toEqual([good]);
  });

  test("a rollback brings back what was first, and in all that none of the requests has failed", async () => {
    const [a, b] = await told();
    const back = await stage.ops(["rollback", "--stage", "preview", "--apply"]);
    expect(back, back.out).toMatchObject({ code: 0 });
    expect((await told()).at(-1)).toMatchObject({
      kind: "rollback",
      state: "live",
      restores: a?.id,
      versions: a?.versions,
    });
    expect(b?.versions).not.toEqual(a?.versions);
    expect(await stageAsItIs(stage.aws)).toEqual(first);
    load.versions();
    const { sent, failures } = await load.stop();
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(500);
  });
});
