/**
 * What the clients of a run are made with: bounded time for a connection and for a request, and one try each. A run makes
 * its own tries, because it counts them, slows down for them, and after a write looks at what is there first.
 */
export const ONE_TRY = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;
