import { describe, expect, test } from "vitest";
import { addEvidence, evidenceValue, NO_EVIDENCE } from "../../../ops/canary/evidence.ts";
import { foundChance, requestsNeeded } from "../../../ops/canary/requests-needed.ts";
import { outcomes } from "./chances.ts";

const ASKED = { baseline: 0.01, regression: 0.02, share: 0.25, threshold: 40 };

test("the chance to find a regression is the sum over all outcomes that convince", () => {
  const asked = { baseline: 0.1, regression: 0.5, share: 0.25, threshold: 5, requests: 6 };
  const convincing = outcomes({ requests: { current: 18, next: 6 }, rates: { current: 0.1, next: 0.6 } }).filter(
    ({ counts }) => evidenceValue(addEvidence({ evidence: NO_EVIDENCE, counts })) >= 5,
  );
  const sum = convincing.reduce((all, { chance }) => all + chance, 0);
  expect(sum).toBeGreaterThan(0.3);
  expect(foundChance(asked)).toBeCloseTo(sum, 9);
});

test.each([
  { baseline: 0.001, regression: 0.02, share: 0.05 },
  { baseline: 0.001, regression: 0.02, share: 0.25 },
  { baseline: 0.01, regression: 0.1, share: 0.05 },
  { baseline: 0.05, regression: 0.2, share: 0.25 },
  { baseline: 0.5, regression: 0.125, share: 0.25 },
])("$baseline + $regression at $share: what is needed finds it nine times in ten, much less does not", (rates) => {
  const asked = { ...rates, threshold: 40 };
  const requests = requestsNeeded(asked);
  expect(foundChance({ ...asked, requests })).toBeGreaterThanOrEqual(0.9);
  expect(foundChance({ ...asked, requests: Math.floor(requests * 0.85) })).toBeLessThan(0.9);
});

describe("more requests are needed", () => {
  const needed = requestsNeeded(ASKED);
  test.each([
    ["for a smaller rise", { regression: 0.015 }],
    ["for a higher rate", { baseline: 0.02 }],
    ["for a higher power", { power: 0.99 }],
    ["for a smaller alpha", { threshold: 400 }],
    ["where more is tolerated", { tolerance: 0.2 }],
    ["of the new version where it has a larger share", { share: 0.5 }],
  ])("%s", (_, change) => {
    expect(requestsNeeded({ ...ASKED, ...change })).toBeGreaterThan(needed);
  });
});

test.each([
  [{ share: 1 }, "With 1 of the traffic on the new version there is nothing to compare."],
  [{ share: 0 }, "With 0 of the traffic on the new version there is nothing to compare."],
  [{ baseline: 0.99 }, "A rate of 0.99 cannot rise by 0.02 and stay between 0 and 1."],
  [{ baseline: 0 }, "A rate of 0 cannot rise by 0.02 and stay between 0 and 1."],
  [{ regression: Number.NaN }, "A rate of 0.01 cannot rise by NaN and stay between 0 and 1."],
  [{ regression: 1e-6 }, "A rise from 0.01 by 0.000001 is not found with 1,000,000 requests."],
])("%j is refused with a sentence", (change, sentence) => {
  expect(() => requestsNeeded({ ...ASKED, ...change })).toThrow(sentence);
});
