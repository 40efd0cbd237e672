import fc from "fast-check";
import { expect, test } from "vitest";
import { split } from "../../../runtime/reliability/split.ts";

const budgets = { left: fc.double({ min: 0, max: 600_000, noNaN: true }), attempts: fc.integer({ min: 1, max: 8 }) };

test("no share is more than there is, and the last is all that is left", () => {
  fc.assert(
    fc.property(budgets.left, budgets.attempts, fc.nat(60_000), (left, attempts, patience) => {
      const share = split({ left, attempts, patience });
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(left);
      if (attempts === 1) expect(share).toBe(Math.floor(left));
      else expect(share).toBeLessThanOrEqual(Math.min(patience, left / 2));
    }),
  );
});

test("attempts that all use up their shares take no longer than the whole, and the last has at least a fair part", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 600_000 }),
      budgets.attempts,
      fc.nat(60_000),
      (whole, count, patience) => {
        const shares: number[] = [];
        for (let attempts = count; attempts > 0; attempts -= 1) {
          shares.push(split({ left: whole - shares.reduce((sum, share) => sum + share, 0), attempts, patience }));
        }
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(whole);
        expect(shares.at(-1)).toBeGreaterThanOrEqual(Math.floor(whole / 2 ** (count - 1)));
      },
    ),
  );
});

test("what an attempt did not use is left to the others", () => {
  expect(split({ left: 20_000, attempts: 2, patience: 6_000 })).toBe(6_000);
  expect(split({ left: 5_000, attempts: 2, patience: 6_000 })).toBe(2_500);
  expect(split({ left: -1, attempts: 1, patience: 6_000 })).toBe(0);
});
