import { describe, expect, test } from "vitest";
import { FUNCTIONS } from "../../../infra/functions.ts";
import { LONGEST_REQUEST } from "../../../ops/deployment/canary-comparison.ts";
import { deploy } from "../../../ops/deployment/deploy.ts";
import { verdictOf } from "../../../ops/report.ts";
import { endedProcess } from "./ended-process.ts";
import { ARGS, deployed, stageWithA, told, truth, UNINTERRUPTED } from "./sample-stage.ts";
import { watching } from "./watching.ts";

const newStage = async () => watching(await stageWithA());

describe("a canary", () => {
  test("moves 5 → 25 → 100 %, each weight with a verdict in a sentence", async () => {
    const stage = await newStage();
    const { record, told: lines } = await deployed(stage, "b");
    const verdicts = lines.filter(({ name }) => name.startsWith("canary"));
    expect(verdicts.map(({ name, status }) => [name, status])).toEqual([
      ["canary 5 %", "passed"],
      ["canary 25 %", "passed"],
      ["canary", "passed"],
    ]);
    expect(verdicts[0]?.detail).toContain("Nothing convincing against the new version");
    expect(new Set(record?.canary?.batches.map(({ weight }) => weight))).toEqual(new Set([0.05, 0.25]));
  });

  test("is left out for a reason, which the ledger keeps", async () => {
    const stage = await newStage();
    const { record, told: lines } = await deployed(stage, "b", { canaryLeftOut: "nobody uses it at night" });
    expect(record).toMatchObject({ state: "live", canaryLeftOut: "nobody uses it at night" });
    expect(record?.canary).toBeUndefined();
    expect(lines.find(({ name }) => name === "canary")?.detail).toBe("left out: nobody uses it at night");
  });

  test.each([0, 0.2, 3])("with %s users' requests a second sends requests of its own", async (usersASecond) => {
    const stage = await newStage();
    stage.world.usersASecond = usersASecond;
    const { record } = await deployed(stage, "b");
    expect(record?.state).toBe("live");
    expect(stage.world.asked.filter((each) => each === "send").length).toBeGreaterThan(1);
  });

  test("with users enough sends none, but for those before it that tell what is usual", async () => {
    const stage = await newStage();
    await deployed(stage, "b");
    expect(stage.world.asked.filter((each) => each === "send")).toHaveLength(1);
  });

  test.each([
    [0, ["0 requests were compared of the new version of api", "0 requests were compared of the new version of api"]],
    [1, ["0 requests were compared of the new version of api", "59 requests were compared of the new version of api"]],
  ])(
    "with %s users' requests a second, and none of its own that fits, waits a while at each weight, goes on and says that it did not compare",
    async (usersASecond, compared) => {
      const stage = await newStage();
      Object.assign(stage.world, { usersASecond, askable: false });
      const begun = stage.world.elapsed;
      const { record, told: lines } = await deployed(stage, "b");
      expect(record?.state).toBe("live");
      expect(verdictOf(lines)).toBe("passed");
      const weights = lines.filter(({ name }) => /^canary \d/.test(name));
      expect(weights.map(({ name, status }) => [name, status])).toEqual([
        ["canary 5 %", "skipped"],
        ["canary 25 %", "skipped"],
      ]);
      for (const [at, { reason }] of weights.entries()) {
        expect(reason).toContain(`${compared[at]}, too few to find a regression`);
        expect(reason).toContain("it was verified alone. Whether that will do is yours to say");
        expect(reason).toContain('--skip-canary --reason "…"');
      }
      expect(record?.steps.find(({ name }) => name === "canary")).toMatchObject({
        status: "passed",
        detail: weights[0]?.reason,
      });
      expect(stage.world.elapsed - begun).toBeGreaterThanOrEqual(2 * 300_000);
      expect(stage.world.elapsed - begun).toBeLessThan(2 * 330_000);
      // Before the canary and once at each weight; the answer stays the same.
      expect(stage.world.asked.filter((each) => each === "send")).toHaveLength(3);
    },
  );

  test("with users stays at each weight until a request that hangs has been told of", async () => {
    const stage = await newStage();
    stage.world.usersASecond = 1_000;
    const { record } = await deployed(stage, "b");
    expect(record?.state).toBe("live");
    const { startedAt = 0, endedAt = 0 } = record?.steps.find(({ name }) => name === "canary") ?? {};
    expect(endedAt - startedAt).toBeGreaterThanOrEqual(2 * 35_000);
  });

  test("stays as long as the time of any function but the one that a migration calls", () => {
    const { "migrate-segment": _, ...asked } = FUNCTIONS;
    const longest = Math.max(...Object.values(asked).map(({ timeout }) => timeout));
    expect(LONGEST_REQUEST).toBeGreaterThanOrEqual(longest * 1000);
  });

  test("of functions that only users ask anything finds errors all the same", async () => {
    const stage = await newStage();
    const old = told(stage);
    Object.assign(stage.world, { usersASecond: 4, askable: false, trouble: { errors: 1 } });
    const { record, told: lines } = await deployed(stage, "b");
    expect(record?.state).toBe("undone");
    expect(lines.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain("worse");
    expect(told(stage)).toEqual(old);
  });

  test("names the functions whose new version had no request beside one that had", async () => {
    const stage = await newStage();
    await deployed(stage, "b");
    const { record, told: lines } = await deployed(stage, "c");
    expect(record?.state).toBe("live");
    for (const line of ["canary 5 %", "canary 25 %"]) {
      expect(lines.find(({ name }) => name === line)?.detail).toMatch(/or more\. worker had none: not compared\.$/);
    }
  });

  test("without users finds errors by its own requests", async () => {
    const stage = await newStage();
    Object.assign(stage.world, { usersASecond: 0, trouble: { errors: 0.3 } });
    const { record, told: lines } = await deployed(stage, "b");
    expect(record?.state).toBe("undone");
    expect(lines.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain("worse");
  });

  test("of which no request is ever seen is undone", async () => {
    const stage = await newStage();
    const old = told(stage);
    const { ports } = stage;
    const traffic = { ...ports.traffic, observe: async () => [] };
    const { record, told: lines } = await deploy({ ...ARGS, ports: { ...ports, traffic } }, UNINTERRUPTED);
    expect(record?.state).toBe("undone");
    const findings = lines.flatMap((line) => line.findings);
    const again = 'ops deploy --stage preview --apply --skip-canary --reason "…"';
    const fix = `Wait for traffic and deploy again, or leave the canary out: ${again}`;
    expect(findings).toContainEqual(expect.objectContaining({ code: "not-enough-traffic", fix }));
    expect(told(stage)).toEqual(old);
  });

  test("against a bad version promotes the fix at once when it is told that it is one, and else not so soon", async () => {
    const sent = async (rollForward: boolean) => {
      const { ports } = await stageWithA();
      // The version that serves fails half of its requests, the new one none.
      const traffic: typeof ports.traffic = {
        ...ports.traffic,
        async observe(...asked) {
          const seen = await ports.traffic.observe(...asked);
          return seen.map((each) => ({
            ...each,
            current: { ...each.current, errors: Math.round(each.current.requests / 2) },
          }));
        },
      };
      const args = { ...ARGS, ports: { ...ports, traffic }, rollForward, reason: "the fix" };
      const { record } = await deploy(args, UNINTERRUPTED);
      expect(record).toMatchObject({ state: "live", rollForward, reason: "the fix" });
      return record?.canary?.batches.reduce((sum, { next }) => sum + next.requests, 0) ?? 0;
    };
    expect(await sent(true)).toBeLessThan(await sent(false));
  });
});

describe.each([-3_600_000, -10_000, 10_000, 3_600_000])("a clock that jumps by %s ms", (jump) => {
  test.each([5, 25, 40, 45, 50, 55, 60, 65, 70, 80])(
    "at call %s leaves exactly the old or the new deployment",
    async (at) => {
      const stage = await newStage();
      const old = told(stage);
      const process = endedProcess(stage);
      const { tick } = stage.world;
      const now = () => stage.world.clock + (process.calls() >= at ? jump : 0);
      const { record } = await deploy({ ...ARGS, ports: { ...process.ports, now } }, UNINTERRUPTED);
      stage.world.tick = tick;
      expect(["live", "undone"]).toContain(record?.state);
      if (record?.state === "undone") expect(told(stage)).toEqual(old);
      const { unfinished, live } = await truth(stage.ports);
      expect(unfinished).toBeUndefined();
      expect(live?.source.commit).toBe(record?.state === "live" ? "b" : "a");
      // Times are told as the clock showed them; the order of the ids does not depend on it.
      const next = await deployed(stage, "c");
      expect((next.record?.id ?? "") > (record?.id ?? "")).toBe(true);
    },
  );
});
