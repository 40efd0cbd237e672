import type { Arm, Batch } from "../canary/batch.ts";
import { slowThreshold } from "../canary/slow-threshold.ts";
import type { Observed, Served } from "./ports.ts";

/** The fewest requests from which it can be said what is usual. */
export const FEWEST_USUAL = 20;

/** What is compared with itself alone: the users' requests of a function, or our own, which are a mixture of their own. */
export function trafficOf({ function: name, own }: Pick<Observed, "function" | "own">): string {
  return own ? `${name}, our own` : name;
}

/** Traffic → the milliseconds above which its requests count as slow, from what the current version did before the canary. */
export function slowThresholds(usual: readonly Observed[]): Readonly<Record<string, number>> {
  const durations = new Map<string, number[]>();
  for (const each of usual) {
    const traffic = trafficOf(each);
    durations.set(traffic, [...(durations.get(traffic) ?? []), ...each.current.durations]);
  }
  const known = [...durations].filter(([, milliseconds]) => milliseconds.length >= FEWEST_USUAL);
  return Object.fromEntries(known.map(([traffic, milliseconds]) => [traffic, slowThreshold({ milliseconds })]));
}

/** Counts what was served; none counts as slow where there is no threshold. */
export function batchOf(
  { current, next }: Pick<Observed, "current" | "next">,
  slowerThan: number = Number.POSITIVE_INFINITY,
): Batch {
  const arm = ({ requests, errors, durations }: Served): Arm => ({
    requests,
    errors,
    slow: durations.filter((milliseconds) => milliseconds > slowerThan).length,
  });
  return { current: arm(current), next: arm(next) };
}
