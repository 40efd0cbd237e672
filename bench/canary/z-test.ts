import type { Counts } from "../../ops/canary/evidence.ts";

/** The one-sided 2.5 % point of the normal distribution: of the 5 %, one half for each measure, as ours has it. */
const CONVINCES = 1.959964;

/** Whether a two-proportion z-test with pooled variance, meant for one look at the end, says that the new version is worse. */
export function zTestAborts({ current, next }: Counts): boolean {
  const pooled = (current.hits + next.hits) / (current.requests + next.requests);
  const variance = pooled * (1 - pooled) * (1 / current.requests + 1 / next.requests);
  return (next.hits / next.requests - current.hits / current.requests) / Math.sqrt(variance) > CONVINCES;
}
