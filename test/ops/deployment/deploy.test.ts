import { describe, expect, test } from "vitest";
import { DEPLOYMENT } from "../../../ops/deployment/plans.ts";
import { deployed, emptyStage, stageWithA, told, truth } from "./sample-stage.ts";
import { watching } from "./watching.ts";

const newStage = async (...args: Parameters<typeof stageWithA>) => watching(await stageWithA(...args));
const statuses = (steps: readonly { name: string; status: string }[]) =>
  steps.map(({ name, status }) => [name, status]);

describe("a deployment", () => {
  test("does its steps in order, and keeps each in the ledger", async () => {
    const stage = await newStage();
    const { record } = await deployed(stage, "b");
    const once = stage.world.asked.filter((one) => one !== "send");
    expect(once).toEqual([
      ...["gate", "apply 0014-first", "up", "verify before-traffic", "verify live", "isolation", "apply 0015-last"],
    ]);
    expect(record?.state).toBe("live");
    expect(record?.steps.map(({ name }) => name)).toEqual(DEPLOYMENT.map(({ name }) => name));
    expect(new Set(record?.steps.map(({ status }) => status))).toEqual(new Set(["passed"]));
  });

  test("that is a stage's first has nothing to compare with", async () => {
    const stage = watching(emptyStage());
    const { record, told: lines } = await deployed(stage, "a");
    expect(record?.state).toBe("live");
    expect(lines.find(({ name }) => name === "canary")).toMatchObject({
      ...{ status: "skipped", reason: "first deployment: there is nothing to compare with" },
    });
  });

  test("that is a stage's first and fails has nothing to go back to, and the next one may begin", async () => {
    const stage = watching(emptyStage());
    stage.world.trouble = { verify: "fails" };
    const first = await deployed(stage, "a");
    expect(first.record?.state).toBe("failed");
    expect(first.told.find(({ name }) => name === "undo update")).toMatchObject({
      ...{ status: "skipped", reason: expect.stringContaining("there is nothing to go back to") },
    });
    stage.world.trouble = {};
    const second = await deployed(stage, "b");
    expect(second.record).toMatchObject({ state: "live", canaryLeftOut: expect.stringContaining("ever live") });
    expect(told(stage)).toMatchObject({ api: { serves: "api-b" }, fresh: { serves: "fresh-b" } });
  });

  test("of what is live already begins nothing", async () => {
    const stage = await newStage();
    const { record, told: lines } = await deployed(stage, "a");
    expect(record).toBeUndefined();
    expect(lines).toMatchObject([
      { status: "passed", detail: expect.stringContaining("nothing has changed since D-") },
    ]);
    expect((await truth(stage.ports)).all).toHaveLength(1);
  });

  test("of other settings is one all the same", async () => {
    const stage = await newStage();
    stage.world.settings = "other settings";
    expect((await deployed(stage, "a")).record?.state).toBe("live");
  });

  test("removes one function and adds another one in the same go", async () => {
    const stage = await newStage();
    await deployed(stage, "b");
    expect(told(stage)).toMatchObject({ api: { serves: "api-b" }, worker: { serves: "worker-a" } });
    expect(told(stage)).toMatchObject({ fresh: { serves: "fresh-b" } });
    expect(told(stage)).not.toHaveProperty("gone");
  });

  test("that is undone tells the ledger which versions its functions came back with", async () => {
    const stage = await newStage();
    stage.world.trouble = { errors: 0.3 };
    const { record } = await deployed(stage, "b");
    expect(record?.state).toBe("undone");
    expect((await truth(stage.ports)).live?.versions).toEqual({ api: "1", worker: "1", gone: "2" });
  });
});

describe("a checkout", () => {
  test("with files that are in no commit is refused", async () => {
    const stage = await newStage();
    stage.world.dirty = ["ops/cli.ts", "README.md"];
    await expect(deployed(stage, "b")).rejects.toMatchObject({
      ...{ exitCode: 2, message: "The checkout differs from its commit b: ops/cli.ts and 1 more." },
    });
    expect(stage.world.asked).toEqual([]);
  });

  test("with files that are in no commit is kept where that is asked for", async () => {
    const stage = await newStage();
    stage.world.dirty = ["ops/cli.ts"];
    const { record } = await deployed(stage, "b", { uncommitted: "kept" });
    expect(record).toMatchObject({ state: "live", source: { commit: "b", dirty: ["ops/cli.ts"] } });
  });

  test("whose plan is another one than was seen is refused", async () => {
    const stage = await newStage();
    const { id } = await stage.ports.engine.plan(AbortSignal.any([]));
    await expect(deployed(stage, "c", { planId: id })).rejects.toMatchObject({
      ...{ exitCode: 2, message: expect.stringMatching(/^The plan is now .* the commit, the settings or the stage/) },
    });
    expect((await truth(stage.ports)).all).toHaveLength(1);
    expect((await deployed(stage, "b", { planId: id })).record?.state).toBe("live");
  });

  test("that does not pass the gate is not deployed, and everything after is listed as skipped", async () => {
    const stage = await newStage();
    stage.world.trouble = { gate: "fails" };
    const { record, told: lines } = await deployed(stage, "b");
    expect(record).toBeUndefined();
    const later = ["preview stage", "ledger", ...DEPLOYMENT.map(({ name }) => name)];
    expect(statuses(lines)).toEqual([["gate", "failed"], ...later.map((name) => [name, "skipped"])]);
    expect((await truth(stage.ports)).all).toHaveLength(1);
  });
});

describe("production", () => {
  test("does not get what was not verified in the preview stage", async () => {
    const stage = watching(emptyStage({ stage: "production" }));
    const { record, told: lines } = await deployed(stage, "a");
    expect(record).toBeUndefined();
    const [finding] = lines.find(({ name }) => name === "preview stage")?.findings ?? [];
    expect(finding?.message).toMatch(
      /^Commit a was not deployed to the preview stage and verified there, or was gone back from/,
    );
    expect(finding?.fix).toContain("--reason TEXT");
  });

  test("gets it for a reason, which the ledger keeps", async () => {
    const stage = watching(emptyStage({ stage: "production" }));
    const { record, told: lines } = await deployed(stage, "a", { reason: "the preview stage burns" });
    expect(record).toMatchObject({ state: "live", reason: "the preview stage burns" });
    expect(lines.find(({ name }) => name === "preview stage")?.detail).toContain("set aside: the preview stage burns");
  });

  test("gets what was verified there", async () => {
    const stage = watching(emptyStage({ stage: "production" }));
    stage.world.verifiedInPreview = "D-preview";
    const { told: lines } = await deployed(stage, "a");
    expect(lines.find(({ name }) => name === "preview stage")?.detail).toBe("D-preview has verified the same commit");
  });
});
