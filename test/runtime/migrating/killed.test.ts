import { expect, it } from "vitest";
import type { Item } from "../../../runtime/migrating/ports.ts";
import { dying, everyDeath, runOf } from "./every-death.ts";
import { apply, PARAMETERS, portsOf, rollback, tableOf, verify, world } from "./world.ts";

const ITEMS: Item[] = [
  ...["a", "b", "c", "d"].map((id): Item => ({ id: { S: id }, target: { S: "https://example.com" } })),
  { id: { S: "shapeless" } },
];
const TIGHT = { ...PARAMETERS, segments: 2, pageItems: 2 };
const started = () => world(ITEMS);
const applied: typeof apply = (ports) => apply(ports, TIGHT);

it("killed at any await, goes on to the table of an uninterrupted run, with its counts", async () => {
  const whole = started();
  const deaths = await everyDeath(whole, applied);
  const uninterrupted = await applied(portsOf(started()));
  const { retries: _, readUnits: __, writeUnits: ___, ...counts } = uninterrupted.counts;
  for (const death of deaths) {
    const one = started();
    await dying(one, death, applied);
    const before = await runOf(one);
    const status = await applied(portsOf(one));
    expect(tableOf(one), JSON.stringify(death)).toEqual(tableOf(whole));
    // A process that dies at its very end has ended its run; the next one finds nothing to do.
    if (before === undefined || before === status.run)
      expect(status.counts, JSON.stringify(death)).toMatchObject(counts);
    else expect(status.counts).toMatchObject({ migrated: 0, canonical: 4 });
    expect(await verify(portsOf(one), status.run), JSON.stringify(death)).toMatchObject({ verdict: "passed" });
  }
});

it("killed at any await, rolls back to the table as it was at the start", async () => {
  for (const death of await everyDeath(started(), applied)) {
    const one = started();
    await dying(one, death, applied);
    const run = await runOf(one);
    if (run !== undefined) await rollback(portsOf(one), run);
    expect(tableOf(one), JSON.stringify(death)).toEqual(tableOf(started()));
  }
});

it("rolled back by a process that is killed at any await, is at the start when that is gone on with", async () => {
  const whole = started();
  const { run } = await applied(portsOf(whole));
  for (const death of await everyDeath(whole, (ports) => rollback(ports, run))) {
    const one = started();
    const begun = await applied(portsOf(one));
    await dying(one, death, (ports) => rollback(ports, begun.run));
    await rollback(portsOf(one), begun.run);
    expect(tableOf(one), JSON.stringify(death)).toEqual(tableOf(started()));
  }
});
