import { describe, expect, test } from "vitest";
import type { Arm, Batch } from "../../../ops/canary/batch.ts";
import { judgeCanary } from "../../../ops/canary/judge-canary.ts";
import { CANARY_STEPS, type CanaryStep } from "../../../ops/canary/steps.ts";

const [FIRST, SECOND, LAST] = CANARY_STEPS as readonly [CanaryStep, CanaryStep, CanaryStep];
const arm = (requests: number, errors: number, slow: number): Arm => ({ requests, errors, slow });
const times = (count: number, batch: Batch): readonly Batch[] => Array.from({ length: count }, () => batch);

const GOOD: Batch = { current: arm(95, 1, 5), next: arm(5, 0, 0) };
const GOOD_QUARTER: Batch = { current: arm(300, 3, 15), next: arm(100, 1, 5) };
const FAILING: Batch = { current: arm(95, 0, 5), next: arm(5, 2, 0) };
const SLOW: Batch = { current: arm(95, 1, 5), next: arm(5, 0, 3) };
const BAD: Batch = { current: arm(95, 57, 0), next: arm(5, 3, 0) };
const BAD_FOR_LONG: Batch = { current: arm(950, 570, 0), next: arm(50, 30, 0) };
const FIXED: Batch = { current: arm(95, 57, 0), next: arm(5, 0, 4) };
const STILL_WORSE: Batch = { current: arm(300, 120, 0), next: arm(100, 60, 0) };
const FAST_AND_SLOWER: Batch = { current: arm(300, 120, 3), next: arm(100, 40, 50) };

test("the weights are those of a canary", () => {
  expect(CANARY_STEPS.map(({ weight }) => weight)).toEqual([0.05, 0.25, 1]);
});

test.each([
  ["nothing was seen", { observed: [], step: FIRST }, "continue"],
  ["a few good requests were seen", { observed: times(5, GOOD), step: FIRST }, "continue"],
  ["enough good requests were seen for the first weight", { observed: times(40, GOOD), step: FIRST }, "promote"],
  ["those are not enough for the second", { observed: times(40, GOOD), step: SECOND }, "continue"],
  ["they are, with a quarter of the traffic", { observed: times(20, GOOD_QUARTER), step: SECOND }, "promote"],
  ["nothing is left to compare with", { observed: times(40, GOOD), step: LAST }, "promote"],
  ["the new version fails", { observed: times(2, FAILING), step: FIRST }, "abort"],
  ["it failed before all traffic went to it", { observed: times(2, FAILING), step: LAST }, "abort"],
  ["the new version is slow", { observed: times(4, SLOW), step: FIRST }, "abort"],
  ["both are equally bad", { observed: times(10, BAD), step: FIRST }, "continue"],
] as const)("where %s the verdict is in order", (_, question, verdict) => {
  expect(judgeCanary(question).verdict).toBe(verdict);
});

describe("a roll-forward", () => {
  const rollForward = true;
  test.each([
    ["fewer errors", times(4, FIXED), FIRST, "promote"],
    ["as many errors, seen long enough", times(60, BAD_FOR_LONG), FIRST, "promote"],
    ["as many errors, seen shortly", times(3, BAD), FIRST, "continue"],
    ["more errors than the bad one", times(3, STILL_WORSE), SECOND, "abort"],
    ["as many errors and slow answers, seen shortly", times(1, FAST_AND_SLOWER), SECOND, "continue"],
    ["as many errors and slow answers, seen long enough", times(40, FAST_AND_SLOWER), SECOND, "abort"],
  ] as const)("with %s is judged against the bad version", (_, observed, step, verdict) => {
    expect(judgeCanary({ observed, step, rollForward }).verdict).toBe(verdict);
  });

  test("is not needed for a fix whose slow answers would otherwise end it", () => {
    const observed = times(4, FIXED);
    expect(judgeCanary({ observed, step: FIRST })).toMatchObject({ verdict: "abort", measure: "slow" });
    expect(judgeCanary({ observed, step: FIRST, rollForward }).sentence).toBe(
      "0 of 20 requests (0 %) of the new version failed, of the current one 228 of 380 requests (60 %); that the new version is better has an evidence of 4,150 (40 convinces).",
    );
  });
});

test("an abort says what was seen of both versions and how convincing it is", () => {
  const judged = judgeCanary({ observed: times(2, FAILING), step: FIRST });
  expect(judged).toMatchObject({
    measure: "errors",
    threshold: 40,
    counts: { current: { requests: 190, hits: 0 }, next: { requests: 10, hits: 4 } },
  });
  expect(judged.sentence).toBe(
    "4 of 10 requests (40 %) of the new version failed, of the current one 0 of 190 requests (0 %); that the new version is worse has an evidence of 186 (40 convinces).",
  );
});

test("a canary that goes on says how many requests it needs, and needs as many fewer as it gets", () => {
  const judged = judgeCanary({ observed: times(5, GOOD), step: FIRST });
  const later = judgeCanary({ observed: times(10, GOOD), step: FIRST });
  if (judged.verdict !== "continue" || later.verdict !== "continue") throw new Error("Both go on.");
  expect(judged.needed - later.needed).toBeGreaterThanOrEqual(24);
  expect(judged.sentence).toBe(
    "The new version had 25 requests and needs up to 78 more at 5 % of the traffic before 10 more errors or 21 more slow answers in 100 requests would have been found.",
  );
});

test("a promotion says what would have been found", () => {
  expect(judgeCanary({ observed: times(20, GOOD_QUARTER), step: SECOND }).sentence).toBe(
    "Nothing convincing against the new version in 2,000 of its requests, enough to find 2 more errors or 21 more slow answers in 100 requests with a chance of 90 % or more.",
  );
  expect(judgeCanary({ observed: times(40, GOOD), step: LAST }).sentence).toBe(
    "Nothing convincing against the new version in 200 of its requests, and no traffic is left on the current one to compare with.",
  );
});

test.each([0, 0.01, 0.5, 0.95, 1])(
  "with errors in %f of the requests of the current version the traffic needed is finite",
  (part) => {
    const requests = 10_000;
    const errors = requests * part;
    for (const [step, tolerance] of [
      [FIRST, 0],
      [SECOND, 0.25],
    ] as const) {
      const judged = judgeCanary({
        observed: [{ current: arm(requests, errors, 0), next: arm(0, 0, 0) }],
        step,
        tolerance: { errors: tolerance, slow: tolerance },
      });
      expect(judged).toMatchObject({ verdict: "continue", needed: expect.any(Number) });
    }
  },
);

test("tolerance lets a slightly worse version pass that would be stopped without", () => {
  const observed = times(200, { current: arm(300, 15, 15), next: arm(100, 7, 5) });
  expect(judgeCanary({ observed, step: SECOND }).verdict).toBe("abort");
  const tolerance = { errors: 0.25, slow: 0.25 };
  expect(judgeCanary({ observed, step: SECOND, tolerance }).verdict).toBe("promote");
});

test.each([
  [arm(3, 5, 0), "The traffic counts 5 errors and 0 slow ones in 3 requests."],
  [arm(3, 0, 4), "The traffic counts 0 errors and 4 slow ones in 3 requests."],
  [arm(-1, 0, 0), "The traffic counts 0 errors and 0 slow ones in -1 requests."],
  [arm(2.5, 0, 0), "The traffic counts 0 errors and 0 slow ones in 2.5 requests."],
])("counts that cannot be are not judged", (next, sentence) => {
  expect(() => judgeCanary({ observed: [{ current: arm(1, 0, 0), next }], step: FIRST })).toThrow(sentence);
});

test.each([-0.1, 0.3, Number.NaN])("a tolerance of %f is refused", (tolerance) => {
  const judge = () => judgeCanary({ observed: [], step: FIRST, tolerance: { errors: 0, slow: tolerance } });
  expect(judge).toThrow(`A tolerance of ${tolerance} for slow cannot be judged with.`);
});
