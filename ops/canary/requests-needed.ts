import { badInput } from "../failure.ts";
import { binomialChances } from "./binomial.ts";
import { addEvidence, evidenceValue, NO_EVIDENCE } from "./evidence.ts";

/** No batch is split over the versions exactly as the weights say, which costs a little evidence. */
const SPARE = 1.1;
const MOST_REQUESTS = 1_000_000;

export type Regression = {
  /** Rate of the current version, 0 to 1. */
  readonly baseline: number;
  /** What the new version's rate is higher by: 0.02 is two requests more in a hundred. */
  readonly regression: number;
  /** The part of all requests that the new version gets, above 0 and below 1. */
  readonly share: number;
  /** The evidence that counts as convincing: 1 / alpha. */
  readonly threshold: number;
  readonly tolerance?: number;
};

/**
 * The chance that the evidence is convincing once the new version has had so many requests, computed exactly. Who looks
 * all the time finds the regression at least as surely.
 */
export function foundChance({
  baseline,
  regression,
  share,
  threshold,
  tolerance = 0,
  requests,
}: Regression & { readonly requests: number }): number {
  const currentRequests = Math.round((requests * (1 - share)) / share);
  const current = binomialChances({ requests: currentRequests, rate: baseline });
  const next = binomialChances({ requests, rate: baseline + regression });
  const convinces = (currentHits: number, nextHits: number) => {
    const counts = {
      current: { requests: currentRequests, hits: currentHits },
      next: { requests, hits: nextHits },
    };
    return evidenceValue(addEvidence({ evidence: NO_EVIDENCE, counts, tolerance })) >= threshold;
  };
  let found = 0;
  let least = 0;
  let above = 1;
  for (const [at, chance] of current.chances.entries()) {
    while (least < next.chances.length && !convinces(current.from + at, next.from + least)) {
      above -= next.chances[least] ?? 0;
      least += 1;
    }
    if (least === next.chances.length) break;
    found += chance * above;
  }
  return found;
}

/**
 * The requests of the new version with which a regression is found with chance `power`, and a tenth to spare. Throws bad input for a rate that
 * cannot rise so far, a share that leaves one version without requests, and a rise too small to be found at all.
 */
export function requestsNeeded({ power = 0.9, ...asked }: Regression & { readonly power?: number }): number {
  requireAskable(asked);
  const { baseline, regression, share, threshold, tolerance = 0 } = asked;
  const key = [baseline, regression, share, threshold, tolerance, power].join(" ");
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  const needed = leastEnough(asked, power);
  if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
  KNOWN.set(key, needed);
  return needed;
}

/** Answers that were computed already: each costs milliseconds, and a canary asks the same again while no traffic comes. */
const KNOWN = new Map<string, number>();
const MOST_KNOWN = 10_000;

function leastEnough(asked: Regression, power: number): number {
  const isEnough = (requests: number) => foundChance({ ...asked, requests }) >= power;
  let enough = 1;
  while (!isEnough(enough)) {
    if (enough > MOST_REQUESTS) throw tooSmall(asked);
    enough *= 2;
  }
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return Math.ceil(enough * SPARE);
}

function requireAskable({ baseline, regression, share }: Regression): void {
  if (!(baseline > 0 && regression > 0 && baseline + regression < 1)) {
    throw badInput(
      `A rate of ${baseline} cannot rise by ${regression} and stay between 0 and 1.`,
      "Give both as parts of 1, as 0.01 and 0.02.",
    );
  }
  if (!(share > 0 && share < 1)) {
    throw badInput(
      `With ${share} of the traffic on the new version there is nothing to compare.`,
      "Give a share between 0 and 1.",
    );
  }
}

function tooSmall({ baseline, regression }: Regression): Error {
  return badInput(
    `A rise from ${Number(baseline.toPrecision(3))} by ${Number(regression.toPrecision(3))} is not found with ${MOST_REQUESTS.toLocaleString("en")} requests.`,
    "Ask for a larger rise, or tolerate less.",
  );
}
