import { type Batch, countsOf, type Measure } from "./batch.ts";
import { requestsNeeded } from "./requests-needed.ts";

/** Above this rate hardly anything is left that a new one could do worse. */
const WORST_PLANNED = 0.6;

/** What is looked for: the current version's rate as seen so far, and the rise that has to be findable. */
export type Sought = Readonly<Record<Measure, { readonly baseline: number; readonly regression: number }>>;

/**
 * The step's regressions, each on top of what is tolerated, beside the rates seen so far. Where much goes wrong already,
 * the rise that matters is larger: a quarter of the rate, or half of what is left up to 1.
 */
export function sought({
  all,
  regression,
  tolerance,
}: {
  readonly all: Batch;
  readonly regression: Readonly<Record<Measure, number>>;
  readonly tolerance: number;
}): Sought {
  const one = (measure: Measure) => {
    const { current } = countsOf({ batch: all, measure });
    const seen = (current.hits + 1) / (current.requests + 2);
    const tolerated = Math.min(withOdds({ rate: seen, times: 1 + tolerance }), WORST_PLANNED);
    const baseline = withOdds({ rate: tolerated, times: 1 / (1 + tolerance) });
    const found = tolerated + Math.min(Math.max(regression[measure], tolerated / 4), (1 - tolerated) / 2);
    return { baseline, regression: found - baseline };
  };
  return { errors: one("errors"), slow: one("slow") };
}

function withOdds({ rate, times }: { rate: number; times: number }): number {
  return (rate * times) / (1 - rate + rate * times);
}

export type TrafficQuestion = {
  readonly observed: readonly Batch[];
  readonly sought: Sought;
  readonly weight: number;
  readonly threshold: number;
  readonly power: number;
  readonly tolerance: number;
};

/**
 * How many more requests the new version needs at a weight below 1 until each regression that is sought would have been
 * found with chance `power`; 0 when it had enough.
 */
export function trafficNeeded({ observed, sought, weight, threshold, power, tolerance }: TrafficQuestion): number {
  const needed = [sought.errors, sought.slow].map((rates) =>
    requestsNeeded({ ...rates, share: weight, threshold, power, tolerance }),
  );
  const had = observed.reduce((sum, batch) => sum + comparable(batch), 0) / (1 - weight);
  return Math.max(0, Math.ceil(Math.max(...needed) - had));
}

/** What a batch says about a difference, in requests of a new version beside endlessly many of the current one. */
function comparable({ current, next }: Batch): number {
  const requests = current.requests + next.requests;
  return requests === 0 ? 0 : (current.requests * next.requests) / requests;
}
