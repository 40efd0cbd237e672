import { expect, test } from "vitest";
import { holdLaws } from "../runtime/migrations/migration-laws.ts";

test("a hundred thousand items each have one outcome, and go back", { timeout: 300_000 }, () => {
  const { migrated, left, back, refused } = holdLaws(100_000);
  expect(migrated + left).toBe(100_000);
  expect(Math.min(migrated, left, back, refused)).toBeGreaterThan(5_000);
});
