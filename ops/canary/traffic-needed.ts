import { type Batch, countsOf, type Measure } from "./batch.ts";
import { requestsNeeded } from "./requests-needed.ts";

/** Above this rate hardly anything is left that a new one could do worse. */
const WORST_PLANNED = 0.6;

/** A rate of the current version, and what the new version's is higher by. */
export type Rise = { readonly baseline: number; readonly regression: number };

/** What is looked for: the current version's rate as seen so far, and the rise that has to be findable. */
export type Sought = Readonly<Record<Measure, Rise>>;

/** The step's regressions, each on top of what is tolerated, beside the rates seen so far. */
export function sought({
  all,
  regression,
  tolerance,
}: {
  readonly all: Batch;
  readonly regression: Readonly<Record<Measure, number>>;
  readonly tolerance: Readonly<Record<Measure, number>>;
}): Sought {
  const one = (measure: Measure) => {
    const { current } = countsOf({ batch: all, measure });
    const rate = (current.hits + 1) / (current.requests + 2);
    return riseSought({ rate, regression: regression[measure], tolerance: tolerance[measure] });
  };
  return { errors: one("errors"), slow: one("slow") };
}

/**
 * The rise that has to be findable at a rate. Where much goes wrong already, the one that matters is larger: a quarter of
 * the rate, or half of what is left up to 1.
 */
export function riseSought({ rate, regression, tolerance }: Record<"rate" | "regression" | "tolerance", number>): Rise {
  const tolerated = Math.min(withOdds({ rate, times: 1 + tolerance }), WORST_PLANNED);
  const baseline = withOdds({ rate: tolerated, times: 1 / (1 + tolerance) });
  const found = tolerated + Math.min(Math.max(regression, tolerated / 4), (1 - tolerated) / 2);
  return { baseline, regression: found - baseline };
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
  readonly tolerance: Readonly<Record<Measure, number>>;
};

/**
 * How many more requests the new version needs at a weight below 1 until each regression that is sought would have been
 * found with chance `power`; 0 when it had enough.
 */
export function trafficNeeded({ observed, sought, weight, threshold, power, tolerance }: TrafficQuestion): number {
  const needed = (["errors", "slow"] as const).map((measure) =>
    requestsNeeded({ ...sought[measure], share: weight, threshold, power, tolerance: tolerance[measure] }),
  );
  const had = observed.reduce((sum, batch) => sum + comparable(batch), 0) / (1 - weight);
  return Math.max(0, Math.ceil(Math.max(...needed) - had));
}

/** What a batch says about a difference, in requests of a new version beside endlessly many of the current one. */
function comparable({ current, next }: Batch): number {
  const requests = current.requests + next.requests;
  return requests === 0 ? 0 : (current.requests * next.requests) / requests;
}
