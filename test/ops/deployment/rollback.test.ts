import { describe, expect, test } from "vitest";
import { resume } from "../../../ops/deployment/deploy.ts";
import { ROLLBACK } from "../../../ops/deployment/plans.ts";
import { type RollbackArgs, rollback } from "../../../ops/deployment/rollback.ts";
import type { WorldArgs } from "../../contract/memory-deployment.ts";
import { BACK, deployed, emptyStage, stageWithA, told, truth, UNINTERRUPTED } from "./sample-stage.ts";
import type { Watched } from "./watched.ts";
import { watching } from "./watching.ts";

/** A stage on which these commits were deployed, one after the other, with their ids. */
async function stageAfter(commits: readonly string[], change: Partial<WorldArgs> = {}) {
  const stage = emptyStage(change);
  watching(stage);
  const ids: string[] = [];
  for (const commit of commits) ids.push((await deployed(stage, commit)).record?.id ?? "");
  return { stage, ids };
}

const back = ({ ports }: Watched, change: Partial<RollbackArgs> = {}) =>
  rollback({ ...BACK, ports, ...change }, UNINTERRUPTED);

const served = (stage: Watched) => {
  const { applied, deployed: commit, ...functions } = told(stage) as Record<string, { serves: string }>;
  return { commit, serves: Object.fromEntries(Object.entries(functions).map(([name, { serves }]) => [name, serves])) };
};

describe("a rollback", () => {
  test("moves traffic first, and keeps each step in the ledger", async () => {
    const { stage, ids } = await stageAfter(["a", "b"]);
    const { record } = await back(stage, { reason: "it is slow" });
    expect(record).toMatchObject({ kind: "rollback", state: "live", restores: ids[0], reason: "it is slow" });
    expect(record.steps.map(({ name }) => name)).toEqual(ROLLBACK.map(({ name }) => name));
    expect(record.steps[0]?.name).toBe("aliases");
  });

  test("twice in a row walks back two deployments, and no further than the first", async () => {
    const { stage, ids } = await stageAfter(["a", "b", "c"]);
    expect((await back(stage)).record.restores).toBe(ids[1]);
    expect((await back(stage)).record.restores).toBe(ids[0]);
    expect(served(stage)).toEqual({ commit: "a", serves: { api: "api-a", worker: "worker-a", gone: "gone-a" } });
    await expect(back(stage)).rejects.toThrow(`${ids[0]} is the first deployment: there is none before it.`);
  });

  test("after a deployment that came after a rollback goes back to what served then, not to what was bad", async () => {
    const { stage, ids } = await stageAfter(["a", "b"]);
    await back(stage);
    await deployed(stage, "c");
    expect((await back(stage)).record.restores).toBe(ids[0]);
    expect(served(stage).commit).toBe("a");
  });

  test("to an older one passes over those between", async () => {
    const { stage, ids } = await stageAfter(["a", "b", "c"]);
    expect((await back(stage, { to: ids[0] })).record.restores).toBe(ids[0]);
    expect(served(stage).commit).toBe("a");
  });

  test("brings a function back that was removed twice and numbered anew", async () => {
    const { stage, ids } = await stageAfter(["a", "b", "a", "b", "c"]);
    await back(stage, { to: ids[0] });
    expect(served(stage).serves).toEqual({ api: "api-a", worker: "worker-a", gone: "gone-a" });
    expect((await truth(stage.ports)).live?.versions).toMatchObject({ gone: "3" });
  });

  test("to a function that is there again under another number finds that one", async () => {
    const { stage, ids } = await stageAfter(["a", "b", "a"]);
    await back(stage, { to: ids[0] });
    expect(served(stage).serves).toMatchObject({ gone: "gone-a" });
  });

  test("refuses what was never live, and what is live already", async () => {
    const { stage, ids } = await stageAfter(["a", "b"]);
    await expect(back(stage, { to: "D-none" })).rejects.toMatchObject({
      ...{ exitCode: 2, message: "No deployment D-none was ever live here.", fix: `There are: ${ids[0]}` },
    });
    await expect(back(stage, { to: ids[1] })).rejects.toThrow(`${ids[1]} is what is live.`);
    await expect(back(emptyStage())).rejects.toThrow("No deployment is live in the ledger.");
  });

  test("is followed by a deployment that compares with what is live then", async () => {
    const { stage } = await stageAfter(["a", "b"]);
    const { record } = await back(stage);
    expect((await deployed(stage, "a")).told[0]?.detail).toBe(`nothing has changed since ${record.id}`);
    expect((await deployed(stage, "c")).record?.before).toMatchObject({ deployment: record.id, commit: "a" });
  });

  test("that cannot go on stays where it is, and goes on when it is begun again", async () => {
    const { stage, ids } = await stageAfter(["a", "b"]);
    stage.world.trouble = { restore: "fails" };
    const { record } = await back(stage);
    expect(record.state).toBe("stuck");
    await expect(deployed(stage, "c")).rejects.toMatchObject({
      fix: `Go on with it: ops rollback --stage preview --resume ${record.id} --apply. Or, where that cannot work any more, deploy over it: ops deploy --stage preview --apply --roll-forward --reason "…"`,
    });
    const resumed = resume({ ports: stage.ports, note: () => {}, id: record.id }, UNINTERRUPTED);
    await expect(resumed).rejects.toThrow(`${record.id} is a rollback.`);
    await expect(back(stage, { to: ids[1] })).rejects.toThrow("it has to end before the stage can go back");
    stage.world.trouble = {};
    const again = await back(stage, { to: ids[0] });
    expect(again.record).toMatchObject({ id: record.id, state: "live" });
    expect(again.told.find(({ name }) => name === "aliases")?.reason).toBe("done before it was resumed");
  });
});

describe("migrations since", () => {
  test("are undone, the last one first", async () => {
    const stage = await stageWithA();
    watching(stage);
    await deployed(stage, "b");
    stage.world.asked.length = 0;
    await back(stage);
    expect(stage.world.asked.filter((one) => one.startsWith("undo"))).toEqual(["undo 0015-last", "undo 0014-first"]);
    expect([...stage.world.applied]).toEqual([]);
  });

  const ONE_WAY = { migrations: { "0014-one-way": "first", "0015-last": "last" } } as const;

  async function withOneWay() {
    const stage = await stageWithA(ONE_WAY);
    watching(stage);
    stage.world.applied.clear();
    await deployed(stage, "b");
    return stage;
  }

  test("that cannot be undone are a reason to refuse, before anything is done", async () => {
    const stage = await withOneWay();
    const before = told(stage);
    await expect(back(stage)).rejects.toMatchObject({
      ...{ exitCode: 2, message: expect.stringContaining("The migration 0014-one-way was applied since D-") },
    });
    expect(told(stage)).toEqual(before);
    expect((await truth(stage.ports)).all).toHaveLength(2);
  });

  test("that cannot be undone stay where a person says so, and are no reason to refuse later", async () => {
    const stage = await withOneWay();
    const { told: lines } = await back(stage, { irreversible: "kept", reason: "it only adds" });
    expect([...stage.world.applied]).toEqual(["0014-one-way"]);
    expect(lines.find(({ name }) => name === "migrations back: 0014-one-way")?.status).toBe("skipped");
    await deployed(stage, "c");
    expect((await back(stage)).record).toMatchObject({ state: "live", migrations: [{ id: "0015-last" }] });
  });

  test("that were undone with a deployment are missing when one wants it again", async () => {
    const stage = await stageWithA();
    watching(stage);
    const { record } = await deployed(stage, "b");
    await back(stage);
    await expect(back(stage, { to: record?.id })).rejects.toMatchObject({
      ...{ message: `${record?.id} needs the migration 0014-first, which was undone since.` },
      ...{ fix: expect.stringContaining("git checkout b") },
    });
  });
});
