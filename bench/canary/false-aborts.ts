import { addEvidence, type Counts, evidenceValue, NO_EVIDENCE } from "../../ops/canary/evidence.ts";
import { TOLERANCE } from "../../ops/canary/judge-canary.ts";
import { requestsNeeded } from "../../ops/canary/requests-needed.ts";
import { CANARY_STEPS } from "../../ops/canary/steps.ts";
import { seededNumbers } from "../seeded-numbers.ts";
import { BATCH_REQUESTS, SLOW_RATE, THRESHOLD } from "./setting.ts";
import { drawCounts, drawSplit, type Numbers } from "./traffic.ts";
import { zTestAborts } from "./z-test.ts";

type Stretch = { readonly share: number; readonly requests: number };
type Aborted = { readonly ours: boolean; readonly peer: boolean };

/** How many of so many canaries of a version that is not worse were aborted, by us and by the peer who looks as often. */
export function falseAborts({ baseline, canaries, seed }: { baseline: number; canaries: number; seed: number }): {
  readonly ours: number;
  readonly peer: number;
} {
  const numbers = seededNumbers(seed);
  const stretches = stretchesOf(baseline);
  let [ours, peer] = [0, 0];
  for (let canary = 0; canary < canaries; canary += 1) {
    const aborted = runCanary({ stretches, baseline }, numbers);
    if (aborted.ours) ours += 1;
    if (aborted.peer) peer += 1;
  }
  return { ours, peer };
}

/** Each weight lasts until the new version has had what it needs there, as if nothing had been seen before. */
function stretchesOf(baseline: number): readonly Stretch[] {
  return CANARY_STEPS.flatMap(({ weight: share, regression }) => {
    if (regression === undefined) return [];
    const needed = requestsNeeded({ baseline, regression: regression.errors, share, threshold: THRESHOLD });
    return [{ share, requests: needed }];
  });
}

function runCanary(
  { stretches, baseline }: { stretches: readonly Stretch[]; baseline: number },
  numbers: Numbers,
): Aborted {
  const each = [
    { rate: baseline, tolerance: TOLERANCE.errors },
    { rate: SLOW_RATE, tolerance: TOLERANCE.slow },
  ];
  const measures = each.map(({ rate, tolerance }) => ({
    tolerance,
    rates: { current: rate, next: rate },
    evidence: NO_EVIDENCE,
    all: nothing(),
  }));
  let [ours, peer] = [false, false];
  for (const { share, requests } of stretches) {
    for (let had = 0; had < requests; ) {
      const split = drawSplit({ requests: BATCH_REQUESTS, share }, numbers);
      had += split.next;
      for (const measure of measures) {
        const counts = drawCounts({ split, rates: measure.rates }, numbers);
        measure.evidence = addEvidence({ evidence: measure.evidence, counts, tolerance: measure.tolerance });
        measure.all = plus(measure.all, counts);
        ours ||= evidenceValue(measure.evidence) >= THRESHOLD;
        peer ||= zTestAborts(measure.all);
      }
    }
  }
  return { ours, peer };
}

function nothing(): Counts {
  return { current: { requests: 0, hits: 0 }, next: { requests: 0, hits: 0 } };
}

function plus(one: Counts, other: Counts): Counts {
  const sum = (arm: "current" | "next") => ({
    requests: one[arm].requests + other[arm].requests,
    hits: one[arm].hits + other[arm].hits,
  });
  return { current: sum("current"), next: sum("next") };
}
