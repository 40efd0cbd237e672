import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deploy, resume } from "../../ops/deployment/deploy.ts";
import type { DeploymentPorts } from "../../ops/deployment/ports.ts";
import { rollback } from "../../ops/deployment/rollback.ts";
import type { Trouble } from "../contract/deployment-trouble.ts";
import { numbers } from "../ops/deployment/numbers.ts";
import { ARGS, BACK, never, stageWithA, told, truth, UNINTERRUPTED } from "../ops/deployment/sample-stage.ts";
import { type Frozen, simulatedTime } from "../ops/deployment/simulated-time.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const TROUBLES: readonly Trouble[] = [{}, { errors: 0.2 }, { verifyLive: "fails" }, { lastMigration: "fails" }];

type Second = (ports: DeploymentPorts) => Promise<unknown>;
const WAYS: Readonly<Record<string, Second>> = {
  deploy: (ports) => deploy({ ...ARGS, ports }, UNINTERRUPTED),
  rollback: (ports) => rollback({ ...BACK, ports }, UNINTERRUPTED),
  async resume(ports) {
    const { unfinished } = await truth(ports);
    if (unfinished === undefined) return undefined;
    return resume({ ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
  },
};

type Run = { seed: number; trouble: Trouble; way: string; frozen?: (random: (below: number) => number) => Frozen };

/** One process deploys; a second one comes some time later. */
async function twoAtOnce({ seed, trouble, way, frozen }: Run) {
  const stage = await stageWithA();
  const old = told(stage);
  stage.world.trouble = trouble;
  const random = numbers(seed);
  const time = simulatedTime({ world: stage.world, random });
  const first = time.processOn(stage, "first", frozen?.(random));
  const second = time.processOn(stage, "second");
  const begin = async () => {
    await second.started(random(150_000));
    return WAYS[way]?.(second.ports);
  };
  const work = Promise.allSettled([deploy({ ...ARGS, ports: first.ports }, UNINTERRUPTED), begin()] as const);
  const [one, other] = await time.run(work);
  stage.world.tick = async () => stage.look();
  return { stage, old, one, other };
}

const messageOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === "rejected" ? String((outcome.reason as Error).message) : "";

test("of two that deploy at once one does, and the other one says so", async () => {
  const seen = { refused: 0, nothingToDo: 0, undoneTwice: 0 };
  for (let seed = 1; seed <= 120; seed += 1) {
    const trouble = TROUBLES[seed % TROUBLES.length] ?? {};
    const { stage, old, one, other } = await twoAtOnce({ seed, trouble, way: "deploy" });
    const where = `seed ${seed}: ${messageOf(one)} | ${messageOf(other)}`;
    const { all, unfinished } = await truth(stage.ports);
    expect(unfinished, where).toBeUndefined();
    expect([...stage.broken], where).toEqual([]);
    const begun = all.length - 1;
    for (const message of [messageOf(one), messageOf(other)].filter((text) => text !== "")) {
      expect(message, where).toMatch(/^Another process is at work on the deployment of preview \(ops deploy, begun by/);
      seen.refused += 1;
    }
    if (Object.keys(trouble).length > 0) {
      expect(told(stage), where).toEqual(old);
      if (begun === 2) seen.undoneTwice += 1;
      continue;
    }
    expect(begun, where).toBe(1);
    expect(told(stage), where).toMatchObject({ deployed: "b", applied: ["0014-first", "0015-last"] });
    if (messageOf(other) === "" && messageOf(one) === "") seen.nothingToDo += 1;
  }
  expect(seen.refused).toBeGreaterThan(20);
  expect(seen.nothingToDo).toBeGreaterThan(5);
  expect(seen.undoneTwice).toBeGreaterThan(5);
});

test("a deployment whose machine sleeps in the middle is taken over, and does nothing more when it wakes", async () => {
  const seen = { takenOver: 0, ended: 0, refused: 0 };
  for (let seed = 1; seed <= 360; seed += 1) {
    const trouble = TROUBLES[seed % TROUBLES.length] ?? {};
    const way = Object.keys(WAYS)[seed % 3] ?? "";
    const frozen = (random: (below: number) => number) => ({
      ...{ afterCall: 1 + random(110), milliseconds: 25_000 + random(60_000) },
    });
    const { stage, old, one, other } = await twoAtOnce({ seed: 1000 + seed, trouble, way, frozen });
    const where = `seed ${seed}, ${way}: ${messageOf(one)} | ${messageOf(other)}`;
    if (one.status === "rejected") {
      expect(messageOf(one), where).toMatch(/^Another process (has taken the deployment over|is at work)/);
      if (messageOf(one).includes("taken")) seen.takenOver += 1;
    } else seen.ended += 1;
    if (other.status === "rejected") seen.refused += 1;
    const { unfinished } = await truth(stage.ports);
    if (unfinished !== undefined) await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
    const { live } = await truth(stage.ports);
    if (live?.source.commit === "a") expect(told(stage), where).toEqual(old);
    else expect(told(stage), where).toMatchObject({ deployed: "b", applied: ["0014-first", "0015-last"] });
    expect([...stage.broken], where).toEqual([]);
  }
  expect(seen.takenOver).toBeGreaterThan(50);
  expect(seen.ended).toBeGreaterThan(50);
});

test("a deployment that is asked to stop keeps the stage until it is undone", async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const stage = await stageWithA();
    const old = told(stage);
    stage.world.trouble = { settle: "never" };
    const random = numbers(seed);
    const time = simulatedTime({ world: stage.world, random });
    const { ports, started } = time.processOn(stage, "only");
    const soft = new AbortController();
    const stopped = started(5_000 + random(60_000)).then(() => soft.abort(new Error("Stopped by the person.")));
    // The way back takes longer than a lease lasts that nobody renews.
    const restore: typeof ports.engine.restore = async (commit, signal) => {
      for (let second = 0; second < 40; second += 1) await ports.sleep(1_000, signal);
      return ports.engine.restore(commit, signal);
    };
    const args = { ...ARGS, ports: { ...ports, engine: { ...ports.engine, restore } } };
    const [{ record }] = await time.run(Promise.all([deploy(args, { soft: soft.signal, hard: never }), stopped]));
    expect(record?.state, `seed ${seed}`).toBe("undone");
    expect(told(stage), `seed ${seed}`).toEqual(old);
    expect([...stage.broken], `seed ${seed}`).toEqual([]);
  }
});
