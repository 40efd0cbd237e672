import type { Count, Counts } from "../../ops/canary/evidence.ts";

/** Numbers in [0, 1). */
export type Numbers = () => number;

/** How many of so many tries happen: from hit to hit, so that rare ones cost nothing. */
export function drawHits({ requests, rate }: { requests: number; rate: number }, numbers: Numbers): number {
  if (rate === 0) return 0;
  const scale = Math.log1p(-rate);
  let hits = 0;
  for (let at = gap(numbers, scale); at <= requests; at += gap(numbers, scale)) hits += 1;
  return hits;
}

function gap(numbers: Numbers, scale: number): number {
  return 1 + Math.floor(Math.log(1 - numbers()) / scale);
}

/** How requests are spread over the versions, each by its own chance as the alias does it. */
export function drawSplit(
  { requests, share }: { requests: number; share: number },
  numbers: Numbers,
): { readonly current: number; readonly next: number } {
  const next = drawHits({ requests, rate: share }, numbers);
  return { current: requests - next, next };
}

/** Hits of both versions at rates of their own. */
export function drawCounts(
  { split, rates }: { split: { current: number; next: number }; rates: { current: number; next: number } },
  numbers: Numbers,
): Counts {
  const count = (requests: number, rate: number): Count => ({ requests, hits: drawHits({ requests, rate }, numbers) });
  return { current: count(split.current, rates.current), next: count(split.next, rates.next) };
}
