import { expect, test } from "vitest";
import { falseAborts } from "../../../bench/canary/false-aborts.ts";
import { found, moreErrors, moreLatency } from "../../../bench/canary/found.ts";

test("of 500 harmless canaries fewer than one in twenty are aborted, though one looks all the time", () => {
  const { ours, peer } = falseAborts({ baseline: 0.01, canaries: 500, seed: 7 });
  expect(ours).toBeLessThanOrEqual(25);
  expect(peer).toBeGreaterThan(100);
});

test.each([
  ["10 % more errors", moreErrors({ baseline: 0.01, regression: 0.1 }), 0.05],
  ["2 % more errors", moreErrors({ baseline: 0.001, regression: 0.02 }), 0.25],
  ["three times the latency", moreLatency({ factor: 3 }), 0.25],
])("%s are found within the requests that are said to be needed", (_, kind, share) => {
  expect(found({ kind, share, canaries: 101, seed: 11 }).part).toBeGreaterThanOrEqual(0.88);
});
