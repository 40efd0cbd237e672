/** Half of an alpha of 0.05 for errors, half for latency: evidence of 40 convinces. */
export const THRESHOLD = 40;

/** The part of the current version's requests that is slow: what lies above its 95th percentile. */
export const SLOW_RATE = 0.05;

/** After so many requests of both versions together one looks again. */
export const BATCH_REQUESTS = 50;
