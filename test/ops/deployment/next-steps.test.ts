import { describe, expect, test } from "vitest";
import { nextAfter } from "../../../ops/deployment/command/next-commands.ts";
import { deploy, resume } from "../../../ops/deployment/deploy.ts";
import type { DeploymentPorts } from "../../../ops/deployment/ports.ts";
import { planRollback, rollback } from "../../../ops/deployment/rollback.ts";
import { ARGS, BACK, deployed, emptyStage, stageWithA, truth, UNINTERRUPTED } from "./sample-stage.ts";

const throttled = () => Promise.reject(Object.assign(new Error("Rate exceeded"), { $metadata: {} }));
const CONFIRMED = "--apply --confirm production";

/** What a person is told to do about the step that a call to AWS has ended. */
async function fixAt(name: string, told: ReturnType<typeof deploy>) {
  const { told: lines } = await told;
  return lines.find((line) => line.name === name)?.findings[0]?.fix;
}

describe("what nobody foresaw", () => {
  test("in a step of a deployment: it is undone, so one deploys again", async () => {
    const { ports } = await stageWithA();
    const checks = { ...ports.checks, verify: throttled };
    const fix = await fixAt("verify", deploy({ ...ARGS, ports: { ...ports, checks } }, UNINTERRUPTED));
    expect(fix).toBe(
      "Once the cause is gone, deploy again, for this one is undone: ops deploy --stage preview --apply",
    );
  });

  test("in its way back: it is stuck, and is gone on with", async () => {
    const { ports, world } = await stageWithA();
    world.trouble = { verify: "fails" };
    const engine = { ...ports.engine, restore: throttled };
    const fix = await fixAt("undo update", deploy({ ...ARGS, ports: { ...ports, engine } }, UNINTERRUPTED));
    const { unfinished } = await truth(ports);
    expect(fix).toBe(`Once the cause is gone, go on: ops deploy --stage preview --resume ${unfinished?.id} --apply`);
  });

  test("in a rollback: it is gone on with", async () => {
    const stage = emptyStage();
    for (const commit of ["a", "b"]) await deployed(stage, commit);
    const { ports } = stage;
    const checks = { ...ports.checks, isolation: throttled };
    const fix = await fixAt("isolation", rollback({ ...BACK, ports: { ...ports, checks } }, UNINTERRUPTED));
    const { unfinished } = await truth(ports);
    expect(fix).toBe(`Once the cause is gone, go on: ops rollback --stage preview --resume ${unfinished?.id} --apply`);
  });

  test("before it has begun: one begins again", async () => {
    const { ports } = await stageWithA({ stage: "production" });
    const checks = { ...ports.checks, gate: throttled };
    const fix = await fixAt("gate", deploy({ ...ARGS, ports: { ...ports, checks } }, UNINTERRUPTED));
    expect(fix).toContain(`nothing was begun: ops deploy --stage production ${CONFIRMED}`);
  });
});

describe("on production every command that changes it has its confirmation", () => {
  async function brokenOff() {
    const stage = emptyStage({ stage: "production" });
    stage.world.verifiedInPreview = "D-preview";
    await deployed(stage, "a");
    stage.world.head = "b";
    const stop = new AbortController();
    const note = (line: string) => {
      if (line === "update") stop.abort();
    };
    const args = { ...ARGS, ports: stage.ports, note };
    await expect(deploy(args, { ...UNINTERRUPTED, hard: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
    return { stage, id: (await truth(stage.ports)).unfinished?.id ?? "" };
  }
  const going = (ports: DeploymentPorts, id: string) => resume({ ports, note: () => {}, id }, UNINTERRUPTED);

  test("after what is not finished", async () => {
    const { stage, id } = await brokenOff();
    await expect(deployed(stage, "c", { reason: "late" })).rejects.toMatchObject({
      fix: `Go on with it: ops deploy --stage production --resume ${id} ${CONFIRMED}. Or undo it: ops rollback --stage production ${CONFIRMED}`,
    });
    await expect(going(stage.ports, id)).rejects.toMatchObject({
      fix: `Go on from those: git checkout b. Or undo it: ops rollback --stage production ${CONFIRMED}`,
    });
    const { all } = await truth(stage.ports);
    const goesBack = () => true;
    expect(() =>
      planRollback({ stage: "production", records: all, to: "D-0", irreversible: "refused", goesBack }),
    ).toThrow(expect.objectContaining({ fix: `Undo it first: ops rollback --stage production ${CONFIRMED}` }));
  });

  test("after what has ended, and where there is nothing to go back to", async () => {
    const { stage } = await brokenOff();
    const [first] = (await truth(stage.ports)).all;
    const deployIt = `ops deploy --stage production ${CONFIRMED}`;
    await expect(going(stage.ports, first?.id ?? "")).rejects.toMatchObject({ fix: `Begin a new one: ${deployIt}` });
    const empty = emptyStage({ stage: "production" });
    const back = () => rollback({ ...BACK, ports: empty.ports }, UNINTERRUPTED);
    await expect(back()).rejects.toMatchObject({ fix: `Deploy first: ${deployIt}` });
    await deployed(empty, "a", { reason: "the first" });
    await expect(back()).rejects.toMatchObject({ fix: `Deploy what you want instead: ${deployIt}` });
  });

  test("after another plan than the one that was seen", async () => {
    const stage = emptyStage({ stage: "production" });
    const other = deployed(stage, "a", { planId: "d3f04755a88a" });
    await expect(other).rejects.toMatchObject({ fix: expect.stringMatching(/ops deploy --stage production$/) });
  });

  test("when it is stuck, with the way over it", () => {
    const next = nextAfter({ id: "D-1", kind: "deployment", stage: "production", state: "stuck" });
    expect(next[0]).toMatch(/^ops deploy --stage production --resume D-1 --apply --confirm production {3}/);
    expect(next[1]).toMatch(
      /^ops deploy --stage production --apply --confirm production --roll-forward --reason "…" {3}/,
    );
  });
});
