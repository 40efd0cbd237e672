import { expect, test } from "vitest";
import { resume } from "../../ops/deployment/deploy.ts";
import { type Ending, moments } from "../ops/deployment/ended-process.ts";
import { deploying, endedIn, goingBack, resuming } from "../ops/deployment/ended-work.ts";
import { numbers } from "../ops/deployment/numbers.ts";
import {
  deployed,
  emptyStage,
  stageWithA,
  TROUBLES,
  told,
  truth,
  UNINTERRUPTED,
} from "../ops/deployment/sample-stage.ts";

test.each(Object.entries(TROUBLES))(
  "a deployment that is stopped at once anywhere, %s, goes on when it is resumed",
  async (_, trouble) => {
    const whole = await stageWithA();
    whole.world.trouble = trouble;
    const { calls } = await endedIn(whole, deploying);
    const end = told(whole);
    for (const moment of moments(calls)) {
      const where = `${moment.when} ${moment.at}`;
      const stage = await stageWithA();
      const old = told(stage);
      stage.world.trouble = trouble;
      await endedIn(stage, deploying, { ...moment, how: "hard" });
      const { unfinished } = await truth(stage.ports);
      if (unfinished === undefined) expect([old, end], where).toContainEqual(told(stage));
      else {
        const before = stage.world.clock;
        const { record } = await resume({ ports: stage.ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
        expect(told(stage), where).toEqual(record.state === "live" ? end : old);
        expect(stage.world.clock - before, `${where}: it does not wait for the lease first`).toBeLessThan(200_000);
      }
      expect([...stage.broken], where).toEqual([]);
    }
  },
);

test("a good deployment that is asked to stop anywhere is undone wholly, or live where it was too late", async () => {
  const whole = await stageWithA();
  const { calls } = await endedIn(whole, deploying);
  const end = told(whole);
  const states = new Set<string>();
  for (const moment of moments(calls)) {
    const where = `${moment.when} ${moment.at}`;
    const stage = await stageWithA();
    const old = told(stage);
    await endedIn(stage, deploying, { ...moment, how: "soft" });
    const { unfinished, live, all } = await truth(stage.ports);
    expect(unfinished, where).toBeUndefined();
    expect(told(stage), where).toEqual(live?.source.commit === "b" ? end : old);
    states.add(all.length === 1 ? "not begun" : (all.at(-1)?.state ?? ""));
    expect([...stage.broken], where).toEqual([]);
  }
  expect(states).toEqual(new Set(["not begun", "undone", "live"]));
});

test("a deployment that is killed, and whose resume is killed, ends all the same in the one or the other", async () => {
  const random = numbers(20_261_121);
  const troubles = Object.values(TROUBLES);
  for (let pair = 0; pair < 300; pair += 1) {
    const trouble = troubles[pair % troubles.length] ?? {};
    const stage = await stageWithA();
    const old = told(stage);
    stage.world.trouble = trouble;
    const ends = [random(90), random(60)].map(
      (at): Ending => ({ at: at + 1, when: random(2) === 0 ? "before" : "after", how: "killed" }),
    );
    const where = `pair ${pair}: ${JSON.stringify(ends)}`;
    await endedIn(stage, deploying, ends[0]);
    const first = (await truth(stage.ports)).unfinished;
    const way = [goingBack, first === undefined ? deploying : resuming(first.id)][random(2)] ?? goingBack;
    if (first !== undefined) await endedIn(stage, way, ends[1]);
    const second = (await truth(stage.ports)).unfinished;
    if (second !== undefined) {
      const last = random(2) === 0 ? resuming(second.id) : goingBack;
      await last(stage.ports, UNINTERRUPTED);
    }
    const { live, unfinished } = await truth(stage.ports);
    expect(unfinished, where).toBeUndefined();
    if (live?.source.commit === "a") expect(told(stage), where).toEqual(old);
    else expect(told(stage), where).toMatchObject({ deployed: "b", applied: ["0014-first", "0015-last"] });
    expect([...stage.broken], where).toEqual([]);
  }
});

test.each(["resume", "rollback"])(
  "a stage's first deployment that is killed anywhere is no dead end (%s)",
  async (way) => {
    const whole = emptyStage();
    whole.world.head = "a";
    const { calls } = await endedIn(whole, deploying);
    const end = told(whole);
    for (const moment of moments(calls)) {
      const where = `${moment.when} ${moment.at}`;
      const stage = emptyStage();
      stage.world.head = "a";
      await endedIn(stage, deploying, { ...moment, how: "killed" });
      const { unfinished } = await truth(stage.ports);
      if (unfinished !== undefined) {
        const work = way === "resume" ? resuming(unfinished.id) : goingBack;
        await work(stage.ports, UNINTERRUPTED);
        const [record] = (await truth(stage.ports)).all;
        expect(record?.state, where).toBe(way === "resume" ? "live" : "failed");
      }
      const { told: lines } = await deployed(stage, "a");
      expect(
        lines.every(({ status }) => status !== "failed"),
        where,
      ).toBe(true);
      expect((await truth(stage.ports)).live?.source.commit, where).toBe("a");
      expect(told(stage), where).toEqual(end);
      expect([...stage.broken], where).toEqual([]);
    }
  },
);

test("a bad deployment that is asked to stop is undone wholly all the same", async () => {
  for (const [name, trouble] of Object.entries(TROUBLES).slice(1)) {
    const whole = await stageWithA();
    whole.world.trouble = trouble;
    const { calls } = await endedIn(whole, deploying);
    for (const moment of moments(calls).filter((_, nth) => nth % 3 === 0)) {
      const where = `${name}, ${moment.when} ${moment.at}`;
      const stage = await stageWithA();
      const old = told(stage);
      stage.world.trouble = trouble;
      await endedIn(stage, deploying, { ...moment, how: "soft" });
      expect((await truth(stage.ports)).unfinished, where).toBeUndefined();
      expect(told(stage), where).toEqual(old);
      expect([...stage.broken], where).toEqual([]);
    }
  }
});
