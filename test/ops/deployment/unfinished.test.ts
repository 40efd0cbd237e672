import { describe, expect, test } from "vitest";
import { deploy, resume } from "../../../ops/deployment/deploy.ts";
import { deploymentsOf } from "../../../ops/deployment/history.ts";
import { endedProcess } from "./ended-process.ts";
import { ARGS, deployed, stageWithA, told, truth, UNINTERRUPTED } from "./sample-stage.ts";
import { watching } from "./watching.ts";

const newStage = async (...args: Parameters<typeof stageWithA>) => watching(await stageWithA(...args));

/** A stage whose deployment of b was killed in its canary. */
async function brokenOff() {
  const stage = await newStage();
  const process = endedProcess(stage, { at: 50, when: "before", how: "killed" });
  await expect(deploy({ ...ARGS, ports: process.ports }, UNINTERRUPTED)).rejects.toThrow("gone");
  stage.world.tick = async () => stage.look();
  const { unfinished } = await truth(stage.ports);
  if (unfinished === undefined) throw new Error("It was not begun.");
  return { stage, unfinished };
}

describe("a deployment that is not finished", () => {
  test("blocks the next one, which names both ways out", async () => {
    const { stage, unfinished } = await brokenOff();
    await expect(deployed(stage, "c")).rejects.toMatchObject({
      exitCode: 2,
      message: `${unfinished.id} on preview is not finished (running), and the next one cannot begin on what it left.`,
      fix: `Go on with it: ops deploy --stage preview --resume ${unfinished.id} --apply. Or undo it: ops rollback --stage preview --apply`,
    });
  });

  test("is not resumed with other files", async () => {
    const { stage, unfinished } = await brokenOff();
    stage.world.head = "c";
    const going = resume({ ports: stage.ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
    await expect(going).rejects.toMatchObject({
      ...{
        exitCode: 2,
        message: expect.stringContaining("these are other files"),
        fix: expect.stringContaining("git checkout b"),
      },
    });
    expect((await truth(stage.ports)).unfinished?.id).toBe(unfinished.id);
  });

  test("is not resumed where it has ended, or was never there", async () => {
    const { stage, unfinished } = await brokenOff();
    const going = (id: string) => resume({ ports: stage.ports, note: () => {}, id }, UNINTERRUPTED);
    await going(unfinished.id);
    await expect(going(unfinished.id)).rejects.toThrow("has ended (live)");
    await expect(going("D-none")).rejects.toThrow("There is no deployment D-none in the ledger.");
  });

  test("tells after a resume which steps were done before", async () => {
    const { stage, unfinished } = await brokenOff();
    const { told: lines } = await resume({ ports: stage.ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
    expect(lines.find(({ name }) => name === "update")?.reason).toBe("done before it was resumed");
  });
});

describe("the way back", () => {
  test.each([
    ["undo update", { restore: "fails" }, ["undo migrations first"]],
    ["0014-first back", { migrationBack: "fails" }, []],
  ] as const)("that fails at %s needs a person, and goes on when it works again", async (name, broken, blocked) => {
    const stage = await newStage();
    const old = told(stage);
    stage.world.trouble = { errors: 0.3, ...broken };
    const { record, told: lines } = await deployed(stage, "b");
    expect(record?.state).toBe("stuck");
    expect(lines.find((line) => line.name === name)?.status).toBe("failed");
    const skipped = lines.filter(({ reason }) => reason === `blocked by ${name}`);
    expect(skipped.map((line) => line.name)).toEqual(blocked);
    await expect(deployed(stage, "b")).rejects.toThrow("is not finished (stuck)");
    stage.world.trouble = {};
    const again = await resume({ ports: stage.ports, note: () => {}, id: record?.id ?? "" }, UNINTERRUPTED);
    expect(again.record.state).toBe("undone");
    expect(told(stage)).toEqual(old);
  });

  test("that is stuck for good is closed by a deployment that rolls forward over it, with its reason", async () => {
    const stage = await newStage();
    stage.world.trouble = { errors: 0.3, restore: "fails" };
    const { record: stuck } = await deployed(stage, "b");
    expect(stuck?.state).toBe("stuck");
    stage.world.trouble = {};
    const { record } = await deployed(stage, "b", { rollForward: true, reason: "the way back is gone" });
    expect(record).toMatchObject({ state: "live", reason: "the way back is gone" });
    const records = await deploymentsOf(stage.ports, new AbortController().signal);
    expect(records.find(({ id }) => id === stuck?.id)?.state).toBe("failed");
  });

  test("leaves a migration that cannot go back, beside which the code of before ran", async () => {
    const stage = await newStage({ migrations: { "0014-one-way": "first" } });
    stage.world.trouble = { errors: 0.3 };
    const { record, told: lines } = await deployed(stage, "b");
    expect(record?.state).toBe("undone");
    expect(lines.find(({ name }) => name === "undo migrations first: 0014-one-way")?.reason).toContain("and stays");
  });
});
