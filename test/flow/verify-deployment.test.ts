import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { VerifiedVersions } from "../../ops/deployment/ports.ts";
import { DEPLOYMENTS, type DeploymentRecord } from "../../ops/deployment/record.ts";
import { verifySteps } from "../../ops/verification/verify-steps.ts";
import { operationsLedger } from "../../runtime/migrating/aws/operations-ledger.ts";
import { ops } from "../ops/commands/ops-process.ts";
import { deploymentRecord } from "../ops/verification/deployment-record.ts";
import { STAGE_BREAKS } from "./verification/stage-breaks.ts";
import { codes, startVerifiedStage, step, type Told, type VerifiedStage } from "./verification/verified-stage.ts";

const { signal } = new AbortController();
let stage: VerifiedStage;

beforeAll(async () => {
  stage = await startVerifiedStage(signal);
}, 120_000);

afterAll(() => stage?.own.stop(), 60_000);

test("a stage as it was deployed passes every step, a poisoned message through the worker included, and nothing is left", async () => {
  const told = await stage.verify();
  expect(told.steps.filter(({ status }) => status !== "passed")).toEqual([]);
  expect(told).toMatchObject({ code: 0, verdict: "passed" });
  const { versions } = stage.preview.outputs;
  expect(step(told, "smoke sync")?.detail).toContain(`by api ${versions.api}`);
  expect(step(told, "smoke ai-process")?.detail).toContain(`worker ${versions.worker}`);
  expect(step(told, "poisoned message in")?.detail).toMatch(/the worker's queue/);
  expect(step(told, "poisoned message out")?.detail).toMatch(/removed/);
  expect(await stage.left()).toEqual({ jobs: 0, submissions: 0, connections: 0, queue: 0, dead: 0, others: 0 });
}, 180_000);

describe("as a step of a deployment", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function verified(
    phase: VerifiedVersions["phase"],
    changes: Record<string, string>,
    restored?: string,
  ): Promise<Told> {
    const { PATH = "", ...environment } = stage.own.workshop.environment;
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    vi.stubEnv("PATH", `${PATH}:${process.env.PATH}`);
    const versions = { ...stage.firstVersions(), ...changes };
    const meant = { versions, bundles: stage.preview.outputs.versions, settings: await stage.settings() };
    const asked = { stage: "preview" as const, phase, restored, ...meant, note: () => undefined };
    const steps = await verifySteps({ ...asked, timeoutMilliseconds: 30_000 }, signal);
    return { code: null, verdict: "", steps };
  }

  test("versions without traffic are asked past the alias, a job of theirs included, and nothing is left", async () => {
    const spare = await stage.published("api", { CORS_ORIGINS: "https://a.example" });
    const told = await verified("before-traffic", { api: spare });
    expect(told.steps.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(told.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(["health", "smoke sync", "alarms"]));
    expect(told.steps.map(({ name }) => name)).not.toContain("socket");
    expect(step(told, "deployment")?.detail).toMatch(
      /^the deployment under way: bundles and settings compared; .*aliases cannot/,
    );
    expect(await stage.left()).toEqual({ jobs: 0, submissions: 0, connections: 0, queue: 0, dead: 0, others: 0 });
  }, 60_000);

  test("what a rollback restored is not held against the stage file, be it one that cannot be used", async () => {
    const mend = await stage.set({ MONTHLY_BUDGET: "none" });
    try {
      const told = await verified("live", {}, "D-0001");
      expect(told.steps.filter(({ status }) => status !== "passed")).toEqual([]);
      expect(step(told, "deployment")?.detail).toMatch(/^the rollback under way: .* that D-0001 was verified with/);
      expect(step(told, "functions")?.detail).toMatch(
        /settings .* that D-0001 was verified with, not this checkout's$/,
      );
    } finally {
      await mend();
    }
  }, 60_000);

  test("one that crashes when it is loaded is found, while the live one serves", async () => {
    const crashing = await stage.published("health", { VERSION_ID: undefined });
    const told = await verified("before-traffic", { health: crashing });
    expect(codes(told, "functions")).toEqual(["version", "variable-missing"]);
    expect(codes(told, "functions answer")).toEqual(["function-silent"]);
    expect(step(told, "health")?.status).toBe("undecided");
    const answer = await fetch(`${stage.preview.outputs.apiUrl}/health`);
    expect(answer.status).toBe(200);
  }, 60_000);
});

describe("a deployment of the ledger", () => {
  async function recorded(given: Partial<DeploymentRecord>, revision = 0): Promise<string> {
    const { endpoint } = stage.own.workshop.machine;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = { endpoint, credentials, region: "us-west-2" };
    const ledger = operationsLedger({ table: stage.preview.outputs.operationsTable, client });
    const settings = await stage.settings();
    const source = { commit: "0123456789abcdef", dirty: [], digest: "d", settings };
    const meant = { source, versions: stage.firstVersions(), bundles: stage.preview.outputs.versions };
    const value = deploymentRecord({ ...meant, ...given });
    await ledger.write({ run: DEPLOYMENTS, entry: value.id, revision, value }, signal);
    return value.id;
  }

  test("is held against what runs, and one that the ledger does not have is a slip of the hand", async () => {
    const id = await recorded({ id: "D-0001" });
    const good = await stage.verify("--timeout", "30s");
    expect(good).toMatchObject({ code: 0, verdict: "passed" });
    expect(step(good, "deployment")?.detail).toBe(
      "D-0001 (live, commit 0123456789): bundles and settings compared; versions and aliases below",
    );
    // No later test of this stage is to be held against it.
    await recorded({ id, state: "undone" }, 1);
    const versions = { ...stage.firstVersions(), worker: "7" };
    await recorded({
      id: "D-0002",
      state: "undone",
      versions,
      bundles: { ...stage.preview.outputs.versions, api: "other" },
    });
    const bad = await stage.verify("--deployment", "D-0002", "--timeout", "30s");
    expect(bad).toMatchObject({ code: 1, verdict: "failed" });
    expect(codes(bad, "deployment")).toEqual(["stack-version", "deployment-standing"]);
    expect(codes(bad, "aliases")).toEqual(["alias-elsewhere"]);
    expect(codes(bad, "functions")).toEqual(["version"]);
    const words = ["verify-deployment", "--stage", "preview", "--deployment", "D-0009"];
    const unknown = await ops(words, { ...stage.own.workshop.environment });
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.err).toContain(`Is it one of these? D-0002, ${id}`);
  }, 120_000);

  test("that a rollback brought back is judged by what it restored, a deployment by the checkout", async () => {
    const live = {
      id: "D-0003",
      source: { commit: "0123456789abcdef", dirty: [], digest: "d", settings: await stage.settings() },
    };
    await recorded({ ...live, kind: "rollback", restores: "D-0001" });
    const mend = await stage.set({ DEFAULT_MODEL_STRATEGY: "gpt4_stable", MONTHLY_BUDGET: "9999" });
    try {
      const back = await stage.verify("--timeout", "30s");
      expect(back.steps.filter(({ status }) => status !== "passed")).toEqual([]);
      expect(step(back, "deployment")?.detail).toContain(
        "the versions are those that D-0001 was verified with; the settings of this checkout are not theirs",
      );
      await recorded({ ...live, kind: "deployment" }, 1);
      const forward = await stage.verify("--timeout", "10s");
      expect(codes(forward, "deployment")).toEqual(["settings"]);
      expect(new Set(codes(forward, "functions"))).toEqual(new Set(["setting"]));
    } finally {
      await mend();
      await recorded({ ...live, state: "undone" }, 2);
    }
  }, 120_000);
});

test.each(Object.entries(STAGE_BREAKS))("%s fails its own step, and skips what builds on it", async (_, broken) => {
  const mend = await broken.make(stage);
  let told: Told;
  try {
    told = await stage.verify("--timeout", "30s");
  } finally {
    await mend();
  }
  const failed = told.steps.filter(({ status }) => status === "failed").map(({ name }) => name);
  expect(failed.toSorted()).toEqual(Object.keys(broken.failed).toSorted());
  for (const [name, expected] of Object.entries(broken.failed)) {
    expect(codes(told, name)?.toSorted(), name).toEqual(expected.toSorted());
  }
  for (const name of broken.skipped) {
    expect(step(told, name), name).toMatchObject({ status: "skipped", reason: expect.stringMatching(/^blocked by /) });
  }
  expect(told).toMatchObject({ code: 1, verdict: "failed" });
});

test("a stage that cannot be read is undecided, and all that builds on it is skipped", async () => {
  const { code, out } = await ops(["verify-deployment", "--stage", "preview", "--json"], { PATH: "/nowhere" });
  const told: Told = { code, ...JSON.parse(out) };
  expect(told).toMatchObject({ code: 3, verdict: "undecided" });
  expect(step(told, "stack outputs")?.status).toBe("undecided");
  expect(step(told, "functions")).toMatchObject({ status: "skipped", reason: "blocked by stack outputs" });
  expect(step(told, "models")?.status).toBe("passed");
});

test.each([
  ["--timeout", "soon", /no time from 1s to 30m/],
  ["--smoke-url", "not a page", /no address of a page/],
])("%s %s is a slip of the hand", async (option, value, why) => {
  const { code, out, err } = await ops(["verify-deployment", "--stage", "preview", option, value]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(why);
});
