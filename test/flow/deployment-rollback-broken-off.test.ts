import { describe, expect, test } from "vitest";
import { rollback } from "../../ops/deployment/rollback.ts";
import { type Ending, moments } from "../ops/deployment/ended-process.ts";
import { endedIn, goingBack } from "../ops/deployment/ended-work.ts";
import { numbers } from "../ops/deployment/numbers.ts";
import { BACK, deployed, stageWithA, told, truth, UNINTERRUPTED } from "../ops/deployment/sample-stage.ts";

/** Commit b is live after a, with its migrations. */
async function stageWithB() {
  const stage = await stageWithA();
  const old = told(stage);
  await deployed(stage, "b");
  expect(told(stage)).not.toEqual(old);
  return { stage, old };
}

describe.each(["killed", "soft", "hard"] as const)("a rollback that is broken off anywhere (%s)", (how) => {
  test("ends, begun again, in exactly the deployment before", async () => {
    const whole = await stageWithB();
    const { calls } = await endedIn(whole.stage, goingBack);
    expect(told(whole.stage)).toEqual(whole.old);
    for (const moment of moments(calls)) {
      const where = `${moment.when} ${moment.at}`;
      const { stage, old } = await stageWithB();
      const now = told(stage);
      await endedIn(stage, goingBack, { ...moment, how });
      const { unfinished, live } = await truth(stage.ports);
      if (unfinished !== undefined) {
        expect(unfinished.kind, where).toBe("rollback");
        await expect(deployed(stage, "c"), where).rejects.toThrow("is not finished");
      } else expect(told(stage), where).toEqual(live?.kind === "rollback" ? old : now);
      if (live?.kind !== "rollback") {
        const { record } = await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
        expect(record, where).toMatchObject({ state: "live", kind: "rollback" });
      }
      expect(told(stage), where).toEqual(old);
      expect((await truth(stage.ports)).unfinished, where).toBeUndefined();
      expect([...stage.broken], where).toEqual([]);
    }
  });
});

test("a rollback that is killed, and killed again, ends in the deployment before", async () => {
  const random = numbers(1_402);
  for (let pair = 0; pair < 150; pair += 1) {
    const { stage, old } = await stageWithB();
    const ends = [random(45), random(30)].map((at): Ending => ({ at: at + 1, when: "before", how: "killed" }));
    const where = `pair ${pair}: ${JSON.stringify(ends)}`;
    for (const ending of ends) {
      const { live } = await truth(stage.ports);
      if (live?.kind !== "rollback") await endedIn(stage, goingBack, ending);
    }
    if ((await truth(stage.ports)).live?.kind !== "rollback") await goingBack(stage.ports, UNINTERRUPTED);
    expect(told(stage), where).toEqual(old);
    expect([...stage.broken], where).toEqual([]);
  }
});
