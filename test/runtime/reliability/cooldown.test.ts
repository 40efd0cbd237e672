import fc from "fast-check";
import { expect, test } from "vitest";
import { cooldowns } from "../../../runtime/reliability/cooldown.ts";

function atClock(options: { keys?: number } = {}) {
  const clock = { now: 1_000 };
  const known = cooldowns({ now: () => clock.now, firstMilliseconds: 10, longestMilliseconds: 100, ...options });
  return { clock, known, left: (key: string) => (known.until(key) ?? clock.now) - clock.now };
}

test("who failed rests twice as long each time, up to a bound", () => {
  const { known, left } = atClock();
  const rests = [1, 2, 3, 4, 5, 6].map(() => {
    known.failed("a");
    return left("a");
  });
  expect(rests).toEqual([10, 20, 40, 80, 100, 100]);
  expect(known.until("b")).toBeUndefined();
});

test("a success ends it, and the time that the failing side asks for counts up to the bound", () => {
  const { clock, known, left } = atClock();
  known.failed("a", 60);
  expect(left("a")).toBe(60);
  known.succeeded("a");
  expect(known.until("a")).toBeUndefined();
  known.failed("a", 5_000);
  expect(left("a")).toBe(100);
  clock.now += 100;
  expect(known.until("a")).toBeUndefined();
});

test("failures long ago are forgotten, one for each bound of quiet", () => {
  const { clock, known, left } = atClock();
  for (let count = 0; count < 3; count += 1) known.failed("a");
  clock.now += 40 + 200;
  known.failed("a");
  expect(left("a")).toBe(20);
});

test("no more is remembered than there is room for", () => {
  const { known } = atClock({ keys: 2 });
  for (const key of ["a", "b", "a", "c"]) known.failed(key);
  expect(["a", "b", "c"].map((key) => known.until(key) !== undefined)).toEqual([true, false, true]);
});

test("no rest is ever longer than the bound", () => {
  const step = fc.tuple(fc.constantFrom("a", "b"), fc.nat(300), fc.nat(1_000));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { clock, known, left } = atClock();
      for (const [key, wait, atLeast] of steps) {
        known.failed(key, atLeast);
        expect(left(key)).toBeGreaterThanOrEqual(10);
        expect(left(key)).toBeLessThanOrEqual(100);
        clock.now += wait;
      }
    }),
  );
});
