import fc from "fast-check";
import { expect, it } from "vitest";
import { type Bucket, makeBucket } from "../../../runtime/migrating/bucket.ts";

type Spent = { readonly at: number; readonly units: number };

/** Spends as fast as the bucket lets, for so many milliseconds; a write lands up to `latency` later and takes what it really takes. */
function spending(
  bucket: Bucket,
  { until, sizes, latency }: { until: number; sizes: readonly number[]; latency: number },
): Spent[] {
  const spent: Spent[] = [];
  let flying: { readonly lands: number; readonly land: () => void }[] = [];
  let at = 0;
  for (let nth = 0; at < until; nth += 1) {
    const units = sizes[nth % sizes.length] ?? 1;
    for (const one of flying.filter(({ lands }) => lands <= at)) one.land();
    flying = flying.filter(({ lands }) => lands > at);
    const wait = bucket.wait(units, at);
    if (wait > 0) {
      at += wait;
      continue;
    }
    const settle = bucket.spend(units, at);
    const lands = at + ((nth * 7_919) % (latency + 1));
    flying.push({ lands, land: () => settle(units, lands) });
    spent.push({ at: lands, units });
  }
  return spent;
}

/** The most that was spent within any 5 s. */
function worstWindow(spent: readonly Spent[]): number {
  const sorted = spent.toSorted((a, b) => a.at - b.at);
  let worst = 0;
  let sum = 0;
  let first = 0;
  for (const { at, units } of sorted) {
    sum += units;
    for (; (sorted[first]?.at ?? at) <= at - 5_000; first += 1) sum -= sorted[first]?.units ?? 0;
    worst = Math.max(worst, sum);
  }
  return worst;
}

const total = (spent: readonly Spent[]) => spent.reduce((sum, { units }) => sum + units, 0);

it("uses at least 90 % of a cap and is never over it by more than 5 % in any 5 s", () => {
  // Five seconds hold many writes: where they hold only a few, the rest that one more would not fit into counts.
  const cap = fc.integer({ min: 40, max: 600 });
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(cap, sizes, fc.integer({ min: 0, max: 150 }), (perSecond, units, latency) => {
      const spent = spending(makeBucket({ cap: perSecond, at: 0 }), { until: 60_000, sizes: units, latency });
      expect(worstWindow(spent)).toBeLessThanOrEqual(perSecond * 5 * 1.05);
      expect(total(spent)).toBeGreaterThanOrEqual(perSecond * 60 * 0.9);
    }),
    { numRuns: 40 },
  );
});

it("keeps to the cap when what writes take is known only afterwards", () => {
  const bucket = makeBucket({ cap: 100, at: 0 });
  const spent: Spent[] = [];
  let at = 0;
  for (let nth = 0; at < 30_000; nth += 1) {
    const wait = bucket.wait(2, at);
    if (wait > 0) at += wait;
    else {
      const real = 1 + (nth % 3);
      bucket.spend(2, at)(real, at);
      spent.push({ at, units: real });
    }
  }
  expect(worstWindow(spent)).toBeLessThanOrEqual(525);
  expect(total(spent)).toBeGreaterThanOrEqual(2_700);
});

it("lets a write through that is larger than the cap, alone, and makes up for it", () => {
  const bucket = makeBucket({ cap: 50, at: 0 });
  const spent = spending(bucket, { until: 60_000, sizes: [400], latency: 0 });
  expect(total(spent)).toBeLessThanOrEqual(50 * 60 + 400);
  expect(spent.length).toBeGreaterThanOrEqual(7);
});

it("halves when the table throttles, at most once a second, and wins the rate back", () => {
  const bucket = makeBucket({ cap: 400, at: 0 });
  bucket.throttled(1_000);
  bucket.throttled(1_100);
  expect(bucket.rate(1_100)).toBeCloseTo(204, 0);
  bucket.throttled(2_000);
  expect(bucket.rate(2_000)).toBeCloseTo(120, 0);
  expect(bucket.rate(20_000)).toBe(400);
});

it("goes at half of what it just did when a table without a cap throttles", () => {
  const bucket = makeBucket({ cap: Number.POSITIVE_INFINITY, at: 0 });
  expect(bucket.wait(1_000, 0)).toBe(0);
  for (let at = 0; at < 1_000; at += 10) bucket.spend(5, at)(5, at);
  bucket.throttled(1_000);
  expect(bucket.rate(1_000)).toBeGreaterThan(200);
  expect(bucket.rate(1_000)).toBeLessThan(300);
  expect(bucket.wait(10, 1_000)).toBeGreaterThan(0);
});

it("takes another cap while it runs", () => {
  const bucket = makeBucket({ cap: 1_000, at: 0 });
  const before = spending(bucket, { until: 10_000, sizes: [5], latency: 0 });
  bucket.limit(100, 10_000);
  expect(total(before)).toBeGreaterThan(9_000);
  expect(bucket.wait(5, 10_000)).toBeGreaterThan(1_000);
  expect(bucket.rate(10_000)).toBe(100);
  bucket.limit(Number.POSITIVE_INFINITY, 30_000);
  expect(bucket.wait(5, 30_000)).toBe(0);
});
