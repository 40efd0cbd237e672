import { describe, expect, test } from "vitest";
import { deployed, emptyStage, FORWARD, stageWithA } from "./sample-stage.ts";
import type { Watched } from "./watched.ts";
import { watching } from "./watching.ts";

/** Milliseconds from the beginning of the waiting to its end. */
async function waited(stage: Watched, change: Parameters<typeof deployed>[2] = {}) {
  const { record, told } = await deployed(stage, "b", change);
  const { startedAt = 0, endedAt = 0 } = record?.steps.find(({ name }) => name === "settle") ?? {};
  return { record, line: told.find(({ name }) => name === "settle"), milliseconds: endedAt - startedAt };
}

describe("a deployment while an alarm rings", () => {
  test.each([1, 119, 121, 300, 329])("waits for it, as alarms count over 300 s: %s s", async (seconds) => {
    const stage = watching(await stageWithA());
    stage.world.quietAt = stage.world.elapsed + seconds * 1_000;
    const { record, line, milliseconds } = await waited(stage);
    expect(record?.state).toBe("live");
    expect(line?.detail).toBe("everything is active, enabled and quiet");
    expect(Math.ceil(milliseconds / 1_000)).toBe(seconds);
  });

  test("that does not end is undone after 330 s, and says what to do", async () => {
    const stage = watching(await stageWithA());
    stage.world.quietAt = Number.POSITIVE_INFINITY;
    const { record, line, milliseconds } = await waited(stage);
    expect(record?.state).toBe("undone");
    expect(Math.floor(milliseconds / 1_000)).toBe(331);
    expect(line?.findings).toEqual([
      {
        code: "ringing",
        subject: "alarm",
        message: "The alarm alarm rings (1 error).",
        fix: 'Wait until it is quiet and deploy again: ops deploy --stage preview --apply. If what is deployed is the cure: ops deploy --stage preview --apply --roll-forward --reason "…"',
      },
    ]);
  });

  test("waits for everything else no longer than ever", async () => {
    const stage = watching(await stageWithA());
    stage.world.quietAt = Number.POSITIVE_INFINITY;
    stage.world.trouble = { settle: "never" };
    const { record, line, milliseconds } = await waited(stage);
    expect(record?.state).toBe("undone");
    expect(Math.floor(milliseconds / 1_000)).toBe(121);
    expect(line?.findings.map(({ code }) => code)).toEqual(["unsettled", "ringing"]);
  });

  test("that rolls forward does not wait for it, and says that it rings", async () => {
    const stage = watching(await stageWithA());
    stage.world.quietAt = Number.POSITIVE_INFINITY;
    const { record, line, milliseconds } = await waited(stage, FORWARD);
    expect(record?.state).toBe("live");
    expect(line?.detail).toBe("everything is active and enabled; it rolls forward, so these may ring: alarm");
    expect(milliseconds).toBe(0);
  });

  test("that rolls forward waits for everything else", async () => {
    const stage = watching(await stageWithA());
    stage.world.trouble = { settle: "never" };
    const { record, milliseconds } = await waited(stage, FORWARD);
    expect(record?.state).toBe("undone");
    expect(Math.floor(milliseconds / 1_000)).toBe(121);
  });

  test("that is a stage's first waits as long as for a person", async () => {
    const stage = watching(emptyStage());
    stage.world.quietAt = 590_000;
    const { record, milliseconds } = await waited(stage);
    expect(record?.state).toBe("live");
    expect(milliseconds).toBeGreaterThan(500_000);
  });
});
