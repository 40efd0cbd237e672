import fc from "fast-check";
import { expect, it } from "vitest";
import { planMigration } from "../../../runtime/migrating/plan.ts";
import type { Item } from "../../../runtime/migrating/ports.ts";
import type { Rate } from "../../../runtime/migrating/run-types.ts";
import { estimatedCount } from "../../../runtime/migrating/wilson.ts";
import { tinyBookkeeping, tinyMigration } from "./tiny-migration.ts";
import { mixedItems, portsOf, tableOf, type World, world } from "./world.ts";

const { signal } = new AbortController();
const plan = (one: World, sample: number | "full", rate: Rate = {}) =>
  planMigration({ ports: portsOf(one), migration: tinyMigration, bookkeeping: tinyBookkeeping, sample, rate }, signal);
const INDEX = [
  { name: "id", type: "S" as const },
  { index: "listing", name: "listedUnder", type: "S" as const },
  { index: "listing", name: "listedAt", type: "S" as const },
];

it("counts everything exactly where asked to, and writes nothing", async () => {
  const one = world(mixedItems(90), { keyAttributes: INDEX });
  const before = tableOf(one);
  const { shapes, reasons, ...found } = await plan(one, "full");
  expect(found).toMatchObject({
    full: true,
    sampled: 90,
    items: 90,
    canonical: { seen: 10, estimate: 10, low: 10, high: 10 },
    quarantined: { estimate: 20 },
    writeUnits: 120,
    problems: [],
  });
  expect(shapes).toEqual({ old: { seen: 60, estimate: 60, low: 60, high: 60 } });
  expect(reasons["missing-url"]).toMatchObject({ estimate: 10 });
  expect(reasons["missing-url"]?.examples).toHaveLength(5);
  expect(tableOf(one)).toEqual(before);
  expect(one.archive.objects.size).toBe(0);
});

it("estimates from a sample, between bounds that hold what is there", async () => {
  const found = await plan(world(mixedItems(3_000)), 500);
  expect(found.full).toBe(false);
  expect(found.sampled).toBeGreaterThanOrEqual(400);
  expect(found.sampled).toBeLessThan(600);
  const { low = 0, estimate = 0, high = 0 } = found.shapes.old ?? {};
  expect([low, estimate, high]).toEqual([low, estimate, high].toSorted((a, b) => a - b));
  expect(low).toBeLessThanOrEqual(2_000);
  expect(high).toBeGreaterThanOrEqual(2_000);
});

it("says how long it takes at a rate, and what it costs", async () => {
  const { seconds, dollars } = await plan(world(mixedItems(90)), "full", { maxWcu: 2 });
  expect(seconds).toBe(30);
  expect(dollars).toBeGreaterThan(0);
});

it("says what speaks against it: no recovery, and an index that the new shape breaks", async () => {
  const keyAttributes = [{ index: "listing", name: "listedAt", type: "N" as const }];
  const items: Item[] = [{ id: { S: "a" }, target: { S: "https://example.com" } }];
  const { problems, reasons } = await plan(world(items, { keyAttributes, pointInTimeRecovery: false }), 10);
  expect(problems).toEqual([
    expect.stringMatching(/^Point-in-time recovery is off/),
    "The attribute listedAt is the key of the index listing, which takes it as N only.",
  ]);
  expect(reasons).toMatchObject({ "index-key": { seen: 1, examples: ["a"] } });
});

it("finds nothing in an empty table", async () => {
  expect(await plan(world([]), 100)).toMatchObject({ sampled: 0, items: 0, full: true, writeUnits: 0, seconds: 0 });
});

it("has an interval around every estimate that is within the table", () => {
  const counts = fc.record({ seen: fc.nat(500), unseen: fc.nat(500), beyond: fc.nat(100_000) });
  fc.assert(
    fc.property(counts, ({ seen, unseen, beyond }) => {
      const sampled = seen + unseen;
      const { low, estimate, high } = estimatedCount({ seen, sampled, items: sampled + beyond });
      expect(0 <= low && low <= estimate && estimate <= high && high <= sampled + beyond).toBe(true);
    }),
  );
});
