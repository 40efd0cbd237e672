import { expect, test } from "vitest";
import { holdLaws } from "./migration-laws.ts";

test("every item has one outcome, and every migrated one goes back", () => {
  const { migrated, left, back, refused } = holdLaws(400);
  expect(Math.min(migrated, left, back, refused)).toBeGreaterThan(10);
});
