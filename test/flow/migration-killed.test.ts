import { expect, it } from "vitest";
import { dying, everyDeath, runOf } from "../runtime/migrating/every-death.ts";
import type { Death } from "../runtime/migrating/mortal.ts";
import { apply, mixedItems, portsOf, rollback, tableOf, verify, world } from "../runtime/migrating/world.ts";

const started = () => world(mixedItems(9));
const told = (...deaths: Death[]) => JSON.stringify(deaths);
/** Of all the ways in which a second process can die, every seventh, so that they all come up over the first one's. */
const some = (deaths: readonly Death[], { call }: Death) => deaths.filter((_, nth) => nth % 7 === call % 7);

it("killed at any await, and killed again at any await of the run that goes on, ends as an uninterrupted run", async () => {
  const whole = started();
  const deaths = await everyDeath(whole, apply);
  for (const first of deaths) {
    // How the process that goes on can die depends on where the first one did.
    const gone = started();
    await dying(gone, first, apply);
    for (const second of some(await everyDeath(gone, apply), first)) {
      const one = started();
      await dying(one, first, apply);
      await dying(one, second, apply);
      const { run } = await apply(portsOf(one));
      expect(tableOf(one), told(first, second)).toEqual(tableOf(whole));
      expect(await verify(portsOf(one), run), told(first, second)).toMatchObject({ verdict: "passed" });
    }
  }
}, 300_000);

it("killed at any await, and killed again at any await of its rollback, is at the start when that is gone on with", async () => {
  for (const first of await everyDeath(started(), apply)) {
    const gone = started();
    await dying(gone, first, apply);
    const begun = await runOf(gone);
    if (begun === undefined) continue;
    for (const second of some(await everyDeath(gone, (ports) => rollback(ports, begun)), first)) {
      const one = started();
      await dying(one, first, apply);
      const run = (await runOf(one)) ?? "";
      await dying(one, second, (ports) => rollback(ports, run));
      await rollback(portsOf(one), run);
      expect(tableOf(one), told(first, second)).toEqual(tableOf(started()));
    }
  }
}, 300_000);
