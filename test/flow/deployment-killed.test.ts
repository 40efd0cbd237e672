import { describe, expect, test } from "vitest";
import { deploy, resume } from "../../ops/deployment/deploy.ts";
import { rollback } from "../../ops/deployment/rollback.ts";
import type { Trouble } from "../contract/deployment-trouble.ts";
import { type Ending, endedProcess, Killed, moments } from "../ops/deployment/ended-process.ts";
import {
  ARGS,
  BACK,
  deployed,
  FORWARD,
  stageWithA,
  stageWithStuck,
  TROUBLES,
  told,
  truth,
  UNINTERRUPTED,
} from "../ops/deployment/sample-stage.ts";

async function ended(trouble: Trouble, ending?: Ending) {
  const stage = await stageWithA();
  const old = told(stage);
  stage.world.trouble = trouble;
  const process = endedProcess(stage, ending);
  const outcome = await deploy({ ...ARGS, ports: process.ports }, process.interruption).catch(
    (error: unknown) => error,
  );
  stage.world.tick = async () => stage.look();
  return { stage, old, outcome, calls: process.calls() };
}

describe.each(Object.entries(TROUBLES))("killed anywhere in a deployment, %s", (_, trouble) => {
  const isGood = Object.keys(trouble).length === 0;

  test("ends, resumed, in exactly what it ends in uninterrupted, and the ledger says which", async () => {
    const whole = await ended(trouble);
    const end = told(whole.stage);
    if (isGood) expect(end).not.toEqual(whole.old);
    else expect(end).toEqual(whole.old);
    for (const moment of moments(whole.calls)) {
      const where = `${moment.when} ${moment.at}`;
      const { stage, old, outcome } = await ended(trouble, { ...moment, how: "killed" });
      const { unfinished } = await truth(stage.ports);
      if (unfinished === undefined) {
        expect([old, end], `${where}: nothing is left open`).toContainEqual(told(stage));
        continue;
      }
      expect(outcome, where).toBeInstanceOf(Killed);
      const { record } = await resume({ ports: stage.ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
      expect(["live", "undone"], where).toContain(record.state);
      expect(told(stage), `${where}: ${record.state}`).toEqual(record.state === "live" ? end : old);
      const after = await truth(stage.ports);
      expect(after.unfinished, where).toBeUndefined();
      expect(after.live?.source.commit, where).toBe(record.state === "live" ? "b" : "a");
      expect([...stage.broken], where).toEqual([]);
    }
  });

  test("ends, rolled back, in exactly what was before", async () => {
    const { calls } = await ended(trouble);
    for (const moment of moments(calls)) {
      const where = `${moment.when} ${moment.at}`;
      const { stage, old } = await ended(trouble, { ...moment, how: "killed" });
      const { unfinished } = await truth(stage.ports);
      if (unfinished === undefined) continue;
      const { record } = await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
      expect(record.state, where).toBe("undone");
      expect(told(stage), where).toEqual(old);
      expect([...stage.broken], where).toEqual([]);
    }
  });
});

/** Commit c, deployed over a b that is stuck at this. */
async function forwardOver(broken: Trouble, trouble: Trouble, ending?: Ending) {
  const { stage, old, stuck } = await stageWithStuck(broken);
  stage.world.head = "c";
  stage.world.trouble = trouble;
  const process = endedProcess(stage, ending);
  const { ports, interruption } = process;
  const outcome = await deploy({ ...ARGS, ...FORWARD, ports }, interruption).catch((error: unknown) => error);
  stage.world.tick = async () => stage.look();
  return { stage, old, stuck, outcome, calls: process.calls() };
}

describe.each([
  ["a good one", "the program", { restore: "fails" }, {}],
  ["a good one", "a migration", { migrationBack: "fails" }, {}],
  ["one that fails behind the door", "the program", { restore: "fails" }, { verifyLive: "fails" }],
  ["one that does not verify", "a migration", { migrationBack: "fails" }, { verify: "fails" }],
] as const)("killed anywhere in a roll-forward, %s, over one that is stuck at %s", (_, __, broken, trouble) => {
  test("leaves either one unfinished or none, and ends, resumed or begun again, as it does uninterrupted", async () => {
    const whole = await forwardOver(broken, trouble);
    const end = told(whole.stage);
    for (const moment of moments(whole.calls)) {
      const where = `${moment.when} ${moment.at}`;
      const { stage, stuck } = await forwardOver(broken, trouble, { ...moment, how: "killed" });
      const { unfinished } = await truth(stage.ports);
      if (unfinished?.id === stuck.id) await deployed(stage, "c", FORWARD);
      else if (unfinished !== undefined) {
        await resume({ ports: stage.ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
      }
      expect(told(stage), where).toEqual(end);
      const after = await truth(stage.ports);
      expect(after.unfinished, where).toBeUndefined();
      expect(after.all.find(({ id }) => id === stuck.id)?.state, where).toBe("failed");
      expect([...stage.broken], where).toEqual([]);
    }
  });

  test("ends, rolled back, in exactly what was live before both", async () => {
    const { calls } = await forwardOver(broken, trouble);
    for (const moment of moments(calls)) {
      const where = `${moment.when} ${moment.at}`;
      const { stage, old } = await forwardOver(broken, trouble, { ...moment, how: "killed" });
      const { unfinished } = await truth(stage.ports);
      if (unfinished === undefined) continue;
      const { record } = await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
      expect(record.state, where).toBe("undone");
      expect(told(stage), where).toEqual(old);
      expect((await truth(stage.ports)).unfinished, where).toBeUndefined();
      expect([...stage.broken], where).toEqual([]);
    }
  });
});
