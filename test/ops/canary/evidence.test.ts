import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addEvidence, type Counts, type Evidence, evidenceValue, NO_EVIDENCE } from "../../../ops/canary/evidence.ts";
import { outcomes } from "./chances.ts";

const RATES = [0.001, 0.05, 0.3, 0.5, 0.9];
const weighed = (counts: Counts, evidence: Evidence = NO_EVIDENCE) => addEvidence({ evidence, counts });
const counts = ([currentHits, currentRequests, nextHits, nextRequests]: readonly [number, number, number, number]) => ({
  current: { requests: currentRequests, hits: currentHits },
  next: { requests: nextRequests, hits: nextHits },
});

/** A batch whose hits are at most its requests. */
const arm = fc.nat(60).chain((requests) => fc.record({ requests: fc.constant(requests), hits: fc.nat(requests) }));
const batch = fc.record({ current: arm, next: arm });

test.each([
  ["nothing was seen", counts([0, 0, 0, 0]), 1],
  ["no request failed", counts([0, 95, 0, 5]), 1],
  ["all traffic is on the current version", counts([3, 100, 0, 0]), 1],
  ["all traffic is on the new version", counts([0, 0, 7, 100]), 1],
  [
    "one request failed, of the new version at 50 %",
    counts([0, 1, 1, 1]),
    (1.08 / 1.04 + (3 * 1.4) / 1.2 + (2 * 2.5) / 1.75 + 8 / 4.5) / 7,
  ],
  [
    "one request failed, of the current version at 50 %",
    counts([1, 1, 0, 1]),
    (1 / 1.04 + 3 / 1.2 + 2 / 1.75 + 1 / 4.5) / 7,
  ],
])("where %s, the evidence is what one computes by hand", (_, seen, value) => {
  expect(evidenceValue(weighed(seen))).toBeCloseTo(value, 12);
});

describe("while the new version is not worse", () => {
  test.each([
    [1, 1],
    [19, 1],
    [3, 1],
    [4, 3],
    [6, 2],
  ])("a stake on %i:%i requests is worth at most itself, at every rate", (current, next) => {
    for (const rate of RATES) {
      for (const better of [1, 0.7, 0.1]) {
        const all = outcomes({ requests: { current, next }, rates: { current: rate, next: rate * better } });
        const mean = all.reduce((sum, { counts, chance }) => sum + chance * evidenceValue(weighed(counts)), 0);
        expect(mean).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });

  test("it is worth at most itself when each request has a chance of its own to fail", () => {
    const own = [0.02, 0.5, 0.9, 0.3];
    let mean = 0;
    for (let split = 0; split < 16; split += 1) {
      for (let failed = 0; failed < 16; failed += 1) {
        const seen = { current: { requests: 0, hits: 0 }, next: { requests: 0, hits: 0 } };
        let chance = 1;
        own.forEach((rate, at) => {
          const one = seen[split & (1 << at) ? "next" : "current"];
          const hasFailed = Boolean(failed & (1 << at));
          chance *= (split & (1 << at) ? 0.25 : 0.75) * (hasFailed ? rate : 1 - rate);
          one.requests += 1;
          one.hits += hasFailed ? 1 : 0;
        });
        mean += chance * evidenceValue(weighed(seen));
      }
    }
    expect(mean).toBeLessThanOrEqual(1);
  });

  test("it is worth at most itself when weight and rate change with what was seen before", () => {
    let mean = 0;
    for (const first of outcomes({ requests: { current: 5, next: 1 }, rates: { current: 0.2, next: 0.2 } })) {
      const isWorried = first.counts.next.hits > 0;
      const requests = isWorried ? { current: 2, next: 2 } : { current: 3, next: 1 };
      const rate = isWorried ? 0.6 : 0.1;
      for (const second of outcomes({ requests, rates: { current: rate, next: rate } })) {
        mean += first.chance * second.chance * evidenceValue(weighed(second.counts, weighed(first.counts)));
      }
    }
    expect(mean).toBeLessThanOrEqual(1);
  });

  test.each(RATES)(
    "the tolerated difference is not evidence at a rate of %f; a much larger one is where hits are rare",
    (rate) => {
      const mean = ({ times, tolerance }: { times: number; tolerance: number }) => {
        const next = (rate * times) / (1 - rate + rate * times);
        return outcomes({ requests: { current: 9, next: 4 }, rates: { current: rate, next } }).reduce(
          (sum, { counts, chance }) =>
            sum + chance * evidenceValue(addEvidence({ evidence: NO_EVIDENCE, counts, tolerance })),
          0,
        );
      };
      for (const tolerance of [0, 0.1, 0.25, 2]) {
        expect(mean({ times: 1 + tolerance, tolerance })).toBeLessThanOrEqual(1 + 1e-9);
      }
      if (rate <= 0.3) expect(mean({ times: 6, tolerance: 0.1 })).toBeGreaterThan(1);
    },
  );

  test.each([
    { rate: 0.1, threshold: 2 },
    { rate: 0.5, threshold: 2 },
    { rate: 0.5, threshold: 4 },
  ])("who looks after each of seven batches is convinced at $threshold with a chance below its inverse", (asked) => {
    const batches = outcomes({ requests: { current: 1, next: 1 }, rates: { current: asked.rate, next: asked.rate } });
    const convinced = (evidence: Evidence, left: number): number => {
      if (evidenceValue(evidence) >= asked.threshold) return 1;
      if (left === 0) return 0;
      return batches.reduce(
        (sum, { counts, chance }) => sum + chance * convinced(weighed(counts, evidence), left - 1),
        0,
      );
    };
    const chance = convinced(NO_EVIDENCE, 7);
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThanOrEqual(1 / asked.threshold);
  });
});

test("a batch split in two of the same share is the same evidence", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.nat(20), (current, next, seed) => {
      const [hits, others] = [seed % (current + 1), seed % (next + 1)];
      const halves = weighed(counts([0, current, others, next]), weighed(counts([hits, current, 0, next])));
      const whole = evidenceValue(weighed(counts([hits, 2 * current, others, 2 * next])));
      expect(evidenceValue(halves) / whole).toBeCloseTo(1, 9);
    }),
  );
});

test("batches are the same evidence in any order", () => {
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
      const one = evidenceValue(batches.reduce((evidence, each) => weighed(each, evidence), NO_EVIDENCE));
      const other = evidenceValue(
        batches.toReversed().reduce((evidence, each) => weighed(each, evidence), NO_EVIDENCE),
      );
      expect(other / one).toBeCloseTo(1, 9);
    }),
  );
});

test("a hit more of the new version is more evidence, a hit more of the current one is less", () => {
  fc.assert(
    fc.property(batch, ({ current, next }) => {
      fc.pre(current.requests > 0 && next.requests > 0);
      const value = evidenceValue(weighed({ current, next }));
      const more = ({ requests, hits }: Counts["next"]) => ({ requests: requests + 1, hits: hits + 1 });
      const fill = ({ requests, hits }: Counts["next"]) => ({ requests: requests + 1, hits });
      const base = { current: fill(current), next: fill(next) };
      const level = evidenceValue(weighed(base));
      expect(evidenceValue(weighed({ current: base.current, next: more(next) }))).toBeGreaterThan(level);
      expect(evidenceValue(weighed({ current: more(current), next: base.next }))).toBeLessThan(level);
      expect(value).toBeGreaterThan(0);
    }),
  );
});
