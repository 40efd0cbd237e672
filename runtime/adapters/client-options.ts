/**
 * What every AWS client is made with: bounded time for a connection and for a request, and at most two more tries.
 * Region, credentials and endpoint come from the standard environment. A client is made once per process.
 */
export const CLIENT_OPTIONS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} as const;
