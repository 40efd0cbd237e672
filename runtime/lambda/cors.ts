const MAX_AGE_SECONDS = "600";

/** The headers that let a page of a listed origin read an answer; none for another origin. `vary` is always there, for caches. */
export function corsHeaders(origin: string | undefined, origins: readonly string[]): Record<string, string> {
  if (origin === undefined || !origins.includes(origin)) return origins.length === 0 ? {} : { vary: "origin" };
  return {
    vary: "origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "x-correlation-id, retry-after",
  };
}

/** What a preflight is told beside that. */
export function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    "access-control-allow-methods": methods.join(", "),
    "access-control-allow-headers": "content-type, x-api-key, x-correlation-id",
    "access-control-max-age": MAX_AGE_SECONDS,
  };
}
