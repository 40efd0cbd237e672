import { addEvidence, type Counts, evidenceValue, NO_EVIDENCE } from "../../ops/canary/evidence.ts";
import { TOLERANCE } from "../../ops/canary/judge-canary.ts";
import { requestsNeeded } from "../../ops/canary/requests-needed.ts";
import { type Rise, riseSought } from "../../ops/canary/traffic-needed.ts";
import { median } from "../row.ts";
import { seededNumbers } from "../seeded-numbers.ts";
import { slowTraffic } from "./latency.ts";
import { BATCH_REQUESTS, SLOW_RATE, THRESHOLD } from "./setting.ts";
import { drawCounts, drawSplit, type Numbers } from "./traffic.ts";

type Traffic = (split: { current: number; next: number }) => Counts;

/** A regression of a kind: what it is called, what is planned for, and both versions' traffic. */
export type Kind = {
  readonly baseline: string;
  readonly regression: string;
  readonly planned: Rise & { readonly tolerance: number };
  readonly traffic: (numbers: Numbers) => Traffic;
};

/** What became of canaries of a version that is worse, at one share; `middle` counts requests of the new version. */
export type Found = { readonly needed: number; readonly part: number; readonly middle: number };

/** More errors by a part of all requests. */
export function moreErrors({ baseline, regression }: { baseline: number; regression: number }): Kind {
  const rates = { current: baseline, next: baseline + regression };
  return {
    baseline: `${baseline * 100} % errors`,
    regression: `+${regression * 100} % errors`,
    planned: { baseline, regression, tolerance: TOLERANCE.errors },
    traffic: (numbers) => (split) => drawCounts({ split, rates }, numbers),
  };
}

/** A multiple of the latency, which at least a fifth of all requests has to feel. */
export function moreLatency({ factor }: { factor: number }): Kind {
  const { slow: tolerance } = TOLERANCE;
  return {
    baseline: `${SLOW_RATE * 100} % slow`,
    regression: `${factor} × latency`,
    planned: { ...riseSought({ rate: SLOW_RATE, regression: 0.2, tolerance }), tolerance },
    traffic: (numbers) => slowTraffic({ factor }, numbers),
  };
}

/** Which part of so many canaries is stopped within the requests that are said to be needed, and after how many. */
export function found({
  kind,
  share,
  canaries,
  seed,
}: {
  readonly kind: Kind;
  readonly share: number;
  readonly canaries: number;
  readonly seed: number;
}): Found {
  const numbers = seededNumbers(seed);
  const needed = requestsNeeded({ ...kind.planned, share, threshold: THRESHOLD });
  const until = Array.from({ length: canaries }, () =>
    requestsUntilFound({ kind, traffic: kind.traffic(numbers), share, needed }, numbers),
  );
  return { needed, part: until.filter(Number.isFinite).length / canaries, middle: median(until) };
}

/** Requests of the new version until the evidence convinces; Infinity where it does not within what is needed. */
function requestsUntilFound(
  { kind, traffic, share, needed }: { kind: Kind; traffic: Traffic; share: number; needed: number },
  numbers: Numbers,
): number {
  let evidence = NO_EVIDENCE;
  for (let had = 0; had < needed; ) {
    const split = drawSplit({ requests: BATCH_REQUESTS, share }, numbers);
    had += split.next;
    evidence = addEvidence({ evidence, counts: traffic(split), tolerance: kind.planned.tolerance });
    if (evidenceValue(evidence) >= THRESHOLD) return had;
  }
  return Number.POSITIVE_INFINITY;
}
