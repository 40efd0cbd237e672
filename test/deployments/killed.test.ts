import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeploymentRecord } from "../../ops/deployment/record.ts";
import { deploymentsIn } from "./deployments-in.ts";
import { expiringRelay } from "./expiring-relay.ts";
import { type OwnDeployments, startOwnDeployments } from "./own-deployments.ts";
import { HARMLESS, SEEDED } from "./seeded-rows.ts";
import { type StageAsItIs, stageAsItIs } from "./stage-as-it-is.ts";

const { signal } = new AbortController();
const AT = ["--stage", "preview", "--apply"];
const DEPLOY = ["deploy", ...AT, "--quick"];
const ROLLBACK = ["rollback", ...AT];
/** Lines of the progress after which a process is killed, and at most how long after: in the middle of what each tells of. */
const FORWARD = [
  ["migrations first", 200],
  ["update", 10_000],
  ["settle", 300],
  ["verify", 1_500],
  ["canary", 200],
  ["verify live", 1_500],
] as const;
const BACK = [
  ["aliases", 100],
  ["program", 10_000],
  ["settle", 300],
  ["verify live", 1_500],
] as const;
const UNDO = [["undo update", 10_000]] as const;

const seed = Number(process.env.KILLED_SEED ?? 20_261_121);
let state = seed;

/** Numbers from 0 to 1 that the seed decides. */
function random(): number {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return state / 2 ** 31;
}
const oneOf = <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)] as One;

let stage: OwnDeployments;
let commits: { readonly good: string; readonly bad: string };
let first: StageAsItIs;

beforeAll(async () => {
  stage = await startOwnDeployments(signal);
  const { ended } = await stage.first();
  expect(ended, ended.err).toMatchObject({ code: 0 });
  first = await stageAsItIs(stage.aws);
  const good = await stage.checkout.commit("good", HARMLESS);
  commits = { good, bad: await stage.checkout.commit("bad", SEEDED["a crash at import"]?.edits ?? []) };
}, 300_000);

afterAll(() => stage?.stop(), 60_000);

type Kill = {
  readonly what: string;
  readonly commit: "good" | "bad";
  readonly words: readonly string[];
  /** After one of these lines. */
  readonly lines: readonly (readonly [line: string, milliseconds: number])[];
  readonly goOn: (id: string) => readonly string[];
  readonly ends: Pick<DeploymentRecord, "state"> & { readonly code: number };
};

const resumed = (id: string) => [...DEPLOY, "--resume", id];
const undone = { state: "undone" } as const;
const KILLS: readonly Kill[] = [
  {
    ...{ what: "a deployment, resumed", commit: "good", words: DEPLOY, lines: FORWARD },
    ...{ goOn: resumed, ends: { state: "live", code: 0 } },
  },
  {
    ...{ what: "a rollback, gone on with", commit: "good", words: ROLLBACK, lines: BACK },
    ...{ goOn: () => ROLLBACK, ends: { state: "live", code: 0 } },
  },
  {
    ...{ what: "a deployment, undone", commit: "good", words: DEPLOY, lines: FORWARD },
    ...{ goOn: () => ROLLBACK, ends: { ...undone, code: 0 } },
  },
  {
    ...{ what: "a compensation, resumed", commit: "bad", words: DEPLOY, lines: UNDO },
    ...{ goOn: resumed, ends: { ...undone, code: 1 } },
  },
  {
    ...{ what: "a compensation, rolled back", commit: "bad", words: DEPLOY, lines: UNDO },
    ...{ goOn: () => ROLLBACK, ends: { ...undone, code: 0 } },
  },
  {
    ...{ what: "a deployment once more, resumed", commit: "good", words: DEPLOY, lines: FORWARD },
    ...{ goOn: resumed, ends: { state: "live", code: 0 } },
  },
  {
    ...{ what: "a rollback once more, resumed", commit: "good", words: ROLLBACK, lines: BACK },
    ...{ goOn: (id) => [...ROLLBACK, "--resume", id], ends: { state: "live", code: 0 } },
  },
];

test.each(KILLS)(
  "$what: killed at a moment by chance, the stage ends in exactly the new or exactly the old deployment",
  async ({ commit, words, lines, goOn, ends }) => {
    await stage.checkout.goTo(commits[commit]);
    const [line, most] = oneOf(lines);
    const later = Math.round(random() * most);
    const where = `seed ${seed}: ${later} ms after "${line}"`;
    const begun = stage.start(words);
    expect(await begun.reached(new RegExp(`^\\s*\\d+:\\d\\d\\s+${line}$`)), where).toBe(true);
    await sleep(later);
    begun.child.kill("SIGKILL");
    await begun.ended;
    const left = (await deploymentsIn(stage)).at(-1);
    expect(["running", "undoing"], where).toContain(left?.state);
    const { code, out, err } = await stage.ops(goOn(left?.id ?? ""));
    expect(code, `${where}\n${err}\n${out}`).toBe(ends.code);
    const records = await deploymentsIn(stage);
    const record = records.find(({ id }) => id === left?.id);
    expect(record?.state, where).toBe(ends.state);
    expect(records.filter(({ state }) => state === "running" || state === "undoing" || state === "stuck")).toEqual([]);
    const after = await stageAsItIs(stage.aws);
    if (ends.state === "undone" || record?.kind === "rollback") expect(after, where).toEqual(first);
    else expect(after.functions, where).toMatchObject(meant(record));
  },
  600_000,
);

const finished = expect.stringMatching(/^(live|undone)$/);
const STACK_TRACE = /^ {4}at /m;

test("credentials that expire in the middle end it with a sentence; with new ones it goes on", async () => {
  await stage.checkout.goTo(commits.good);
  const relay = await expiringRelay(stage.own.workshop.machine.endpoint);
  const deploying = stage.start(DEPLOY, { AWS_ENDPOINT_URL: relay.url });
  expect(await deploying.reached(/^\s*\d+:\d\d\s+verify$/)).toBe(true);
  relay.expire();
  const { code, out, err } = await deploying.ended;
  expect(code, `${err}\n${out}`).toBe(3);
  expect(out).toMatch(/credentials|expired/);
  expect(`${out}${err}`).not.toMatch(STACK_TRACE);
  const left = (await deploymentsIn(stage)).at(-1);
  expect(left?.state).not.toEqual(finished);
  const resumed = await stage.ops([...DEPLOY, "--resume", left?.id ?? ""]);
  expect((await deploymentsIn(stage)).at(-1)?.state, resumed.out).toEqual(finished);
}, 600_000);

test("a state that an engine has locked stops a rollback with a sentence; once it is free the rollback goes on", async () => {
  const before = await deploymentsIn(stage);
  if (before.at(-1)?.state !== "live") expect(await stage.ops(DEPLOY)).toMatchObject({ code: 0 });
  const unlock = await lockedState();
  const { code, out, err } = await stage.ops(ROLLBACK).finally(unlock);
  expect(code, `${err}\n${out}`).toBe(1);
  expect(out).toContain("The state of the stack preview is locked: another engine works on it, or one was killed.");
  expect(`${out}${err}`).not.toMatch(STACK_TRACE);
  const left = (await deploymentsIn(stage)).at(-1);
  expect(left).toMatchObject({ kind: "rollback", state: "stuck" });
  const resumed = await stage.ops([...ROLLBACK, "--resume", left?.id ?? ""]);
  expect(resumed, resumed.out).toMatchObject({ code: 0 });
  expect(await stageAsItIs(stage.aws)).toEqual(first);
}, 600_000);

/** A lock as an engine of this machine leaves it while it works; this process stands for the engine. */
async function lockedState(): Promise<() => Promise<void>> {
  const folder = join(stage.own.workshop.folder.backend, ".pulumi/locks/organization/atlas-codex/preview");
  const path = join(folder, `${randomUUID()}.json`);
  await mkdir(folder, { recursive: true });
  const lock = { pid: process.pid, username: "somebody", hostname: hostname(), timestamp: new Date().toISOString() };
  await writeFile(path, JSON.stringify(lock));
  return () => rm(path, { force: true });
}

/** Each function's live alias wholly on the version of the record, with the bundle that it was to have. */
function meant(record: DeploymentRecord | undefined): object {
  const { versions = {}, bundles = {} } = record ?? {};
  const functions = Object.entries(versions).map(([name, version]) => {
    const live = { Environment: { Variables: { VERSION_ID: bundles[name] } } };
    return [`atlas-codex-${name}-preview`, { version, weights: {}, live, unpublished: live }];
  });
  return Object.fromEntries(functions);
}
