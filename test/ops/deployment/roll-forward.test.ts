import { describe, expect, test } from "vitest";
import { resume } from "../../../ops/deployment/deploy.ts";
import { rollback } from "../../../ops/deployment/rollback.ts";
import { BACK, deployed, FORWARD, stageWithA, stageWithStuck, told, truth, UNINTERRUPTED } from "./sample-stage.ts";
import type { Watched } from "./watched.ts";
import { watching } from "./watching.ts";

async function stuckStage(...args: Parameters<typeof stageWithStuck>) {
  const made = await stageWithStuck(...args);
  watching(made.stage);
  return made;
}

const stateOf = async ({ ports }: Watched, sought: string) =>
  (await truth(ports)).all.find(({ id }) => id === sought)?.state;

describe("a deployment that rolls forward over a stuck one", () => {
  test.each([[{ restore: "fails" }], [{ migrationBack: "fails" }]] as const)(
    "closes it with its own first write, whatever it was stuck at: %j",
    async (broken) => {
      const { stage, stuck } = await stuckStage(broken);
      const { record } = await deployed(stage, "b", FORWARD);
      expect(record).toMatchObject({ state: "live", over: stuck.id, reason: "the way back is gone" });
      expect(await stateOf(stage, stuck.id)).toBe("failed");
      expect(told(stage)).toMatchObject({ deployed: "b", applied: ["0014-first", "0015-last"] });
    },
  );

  test.each([
    ["a dirty checkout", { dirty: ["ops/cli.ts"] }, {}],
    ["another plan", {}, { planId: "d3f04755a88a" }],
    ["a gate that does not pass", { trouble: { gate: "fails" } }, {}],
  ] as const)("leaves it stuck where %s ends it before it begins", async (_, spoilt, change) => {
    const { stage, stuck } = await stuckStage();
    Object.assign(stage.world, spoilt);
    await deployed(stage, "b", { ...FORWARD, ...change }).catch(() => undefined);
    expect(await stateOf(stage, stuck.id)).toBe("stuck");
    Object.assign(stage.world, { dirty: [], trouble: {} });
    const again = await resume({ ports: stage.ports, note: () => {}, id: stuck.id }, UNINTERRUPTED);
    expect(again.record.state).toBe("undone");
  });

  test("is begun also where nothing would change, so that nothing stays stuck", async () => {
    const { stage, stuck } = await stuckStage({ migrationBack: "fails" });
    const { record } = await deployed(stage, "a", FORWARD);
    expect(record).toMatchObject({ state: "live", over: stuck.id });
  });

  test("leaves nothing to go on with of the stuck one", async () => {
    const { stage, stuck } = await stuckStage();
    await deployed(stage, "b", FORWARD);
    const going = resume({ ports: stage.ports, note: () => {}, id: stuck.id }, UNINTERRUPTED);
    await expect(going).rejects.toThrow(`${stuck.id} has ended (failed)`);
  });

  test("takes its migrations over, so that a later rollback undoes them", async () => {
    const { stage, old } = await stuckStage();
    const { record } = await deployed(stage, "c", FORWARD);
    expect(record?.migrations.map(({ id }) => id)).toEqual(["0014-first", "0015-last"]);
    await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
    expect(told(stage)).toEqual(old);
  });

  test.each(["b", "c"])("undoes what both have done when it fails as well (%s)", async (commit) => {
    const { stage, old } = await stuckStage();
    stage.world.trouble = { verifyLive: "fails" };
    const { record } = await deployed(stage, commit, FORWARD);
    expect(record?.state).toBe("undone");
    expect(told(stage)).toEqual(old);
    stage.world.trouble = {};
    expect((await deployed(stage, "b")).record?.state).toBe("live");
  });

  test("may get stuck itself, and be rolled forward over again", async () => {
    const { stage } = await stuckStage();
    stage.world.trouble = { errors: 1, verify: "fails", restore: "fails" };
    const { record: second } = await deployed(stage, "c", FORWARD);
    expect(second?.state).toBe("stuck");
    stage.world.trouble = {};
    const { record } = await deployed(stage, "c", FORWARD);
    expect(record).toMatchObject({ state: "live", over: second?.id });
    expect(record?.migrations.map(({ id }) => id)).toContain("0014-first");
  });

  test("over a rollback that had undone its migrations applies them again, and a later rollback knows of them", async () => {
    const stage = await stageWithA();
    watching(stage);
    const old = told(stage);
    await deployed(stage, "b");
    stage.world.trouble = { restore: "fails" };
    await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
    expect([...stage.world.applied]).toEqual([]);
    stage.world.trouble = {};
    const { record } = await deployed(stage, "c", FORWARD);
    expect(record).toMatchObject({ state: "live" });
    expect(told(stage)).toMatchObject({ deployed: "c", applied: ["0014-first", "0015-last"] });
    const [first] = (await truth(stage.ports)).all;
    await rollback({ ...BACK, ports: stage.ports, to: first?.id }, UNINTERRUPTED);
    expect(told(stage)).toEqual(old);
  });

  test("over a rollback brings what was live again when it fails", async () => {
    const stage = await stageWithA();
    watching(stage);
    await deployed(stage, "b");
    const now = told(stage);
    stage.world.trouble = { restore: "fails" };
    const { record: stuck } = await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
    expect(stuck.state).toBe("stuck");
    stage.world.trouble = { verify: "fails" };
    const { record } = await deployed(stage, "c", FORWARD);
    expect(record).toMatchObject({ state: "undone", over: stuck.id });
    const { applied: _, ...served } = told(stage);
    expect(now).toMatchObject(served);
  });
});
