import type { Count, Counts } from "../../ops/canary/evidence.ts";
import { slowThreshold } from "../../ops/canary/slow-threshold.ts";
import type { Numbers } from "./traffic.ts";

const EARLIER_REQUESTS = 1_000;

/** Both versions' slow requests when the new one takes `factor` times as long; durations are log-normal, with a long tail. */
export function slowTraffic(
  { factor }: { factor: number },
  numbers: Numbers,
): (split: { current: number; next: number }) => Counts {
  const duration = () => 100 * Math.exp(Math.sqrt(-2 * Math.log(1 - numbers())) * Math.cos(2 * Math.PI * numbers()));
  const threshold = slowThreshold({ milliseconds: Array.from({ length: EARLIER_REQUESTS }, duration) });
  const count = (requests: number, times: number): Count => {
    let hits = 0;
    for (let at = 0; at < requests; at += 1) if (times * duration() > threshold) hits += 1;
    return { requests, hits };
  };
  return ({ current, next }) => ({ current: count(current, 1), next: count(next, factor) });
}
