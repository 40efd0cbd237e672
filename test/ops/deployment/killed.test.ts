import { expect, test } from "vitest";
import { deploy, resume } from "../../../ops/deployment/deploy.ts";
import { rollback } from "../../../ops/deployment/rollback.ts";
import { type Ending, endedProcess } from "./ended-process.ts";
import { numbers } from "./numbers.ts";
import { ARGS, BACK, stageWithA, TROUBLES, told, truth, UNINTERRUPTED } from "./sample-stage.ts";

// Every moment of every deployment is tried by the flow tests; here are a few of each.
test.each(Object.entries(TROUBLES))(
  "a deployment that is ended somewhere, %s, ends as the new or the old one",
  async (name, trouble) => {
    const random = numbers(name.length);
    for (const how of ["killed", "soft", "hard"] as const) {
      const stage = await stageWithA();
      const old = told(stage);
      stage.world.trouble = trouble;
      const ending: Ending = { at: 10 + random(60), when: "before", how };
      const process = endedProcess(stage, ending);
      await deploy({ ...ARGS, ports: process.ports }, process.interruption).catch((error: unknown) => error);
      stage.world.tick = async () => stage.look();
      const { unfinished } = await truth(stage.ports);
      if (unfinished !== undefined && random(2) === 0) await rollback({ ...BACK, ports: stage.ports }, UNINTERRUPTED);
      else if (unfinished !== undefined) {
        await resume({ ports: stage.ports, note: () => {}, id: unfinished.id }, UNINTERRUPTED);
      }
      const { live, unfinished: left } = await truth(stage.ports);
      expect(left, JSON.stringify(ending)).toBeUndefined();
      if (live?.source.commit === "a") expect(told(stage), JSON.stringify(ending)).toEqual(old);
      else expect(told(stage)).toMatchObject({ deployed: "b", applied: ["0014-first", "0015-last"] });
      expect([...stage.broken], JSON.stringify(ending)).toEqual([]);
    }
  },
);
