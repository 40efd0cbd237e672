import type { PageOutcome } from "./page-outcome.ts";

/** One outcome as a JSON line. A result that stands alone needs no name beside it. */
export function outcomeLine({ outcome, alone }: { outcome: PageOutcome; alone: boolean }): string {
  const { source } = outcome;
  if ("failure" in outcome) {
    const { code, message, reason } = outcome.failure;
    return JSON.stringify({ ...source, error: { code, message, ...(reason === undefined ? {} : { reason }) } });
  }
  return JSON.stringify(alone ? outcome.result : { ...source, ...outcome.result });
}
