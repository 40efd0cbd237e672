import type { EstimatedCount } from "./run-types.ts";

/** Of the normal distribution: 95 % lie within so many deviations. */
const DEVIATIONS = 1.96;

/**
 * How many items of a table are of a kind that so many of a sample are, with the 95 % Wilson score interval
 * (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927). A sample of all is exact.
 */
export function estimatedCount({
  seen,
  sampled,
  items,
}: {
  readonly seen: number;
  readonly sampled: number;
  readonly items: number;
}): EstimatedCount {
  if (sampled === 0) return { seen, estimate: 0, low: 0, high: items };
  if (sampled >= items) return { seen, estimate: seen, low: seen, high: seen };
  const share = seen / sampled;
  const square = DEVIATIONS ** 2 / sampled;
  const middle = (share + square / 2) / (1 + square);
  const half = (DEVIATIONS / (1 + square)) * Math.sqrt((share * (1 - share)) / sampled + square / (4 * sampled));
  return {
    seen,
    estimate: Math.round(share * items),
    low: Math.max(seen, Math.floor((middle - half) * items)),
    high: Math.min(items - sampled + seen, Math.ceil((middle + half) * items)),
  };
}
