import { expect, it } from "vitest";
import type { RunStatus } from "../../../runtime/migrating/run-types.ts";
import { type Acknowledged, hitsOf, liveWriter } from "./live-writer.ts";
import { Killed, mortal } from "./mortal.ts";
import { type Scheduler, scheduler } from "./scheduler.ts";
import { NO_FAULTS, sharedPorts } from "./shared-ports.ts";
import { apply, mixedItems, tableOf, verify, type World, world } from "./world.ts";

const FAULTS = { throttled: 0.03, timedOut: 0.03, repeated: 0.03 };
const ITEMS = 120;

type Scene = {
  readonly one: World;
  readonly steps: Scheduler;
  readonly told: Acknowledged;
  readonly status: RunStatus;
};

/** Migrates while so many write; the migration is killed so often, and gone on with. */
async function scene({ seed, writers, kills }: Record<"seed" | "writers" | "kills", number>): Promise<Scene> {
  const one = world(mixedItems(ITEMS));
  const ids = [...one.table.items.keys()];
  const steps = scheduler(seed);
  const told: Acknowledged = { hits: new Map(), deleted: new Set(), created: new Set() };
  const process = (name: string, faults = NO_FAULTS) => sharedPorts(one, { steps, faults, name });
  // While nobody migrates but waits for the lease, writers take it easy.
  let nap: number | undefined = 5 * writers;
  const migration = async () => {
    for (let life = 1; ; life += 1) {
      const ports = process(`migration-${life}`, FAULTS);
      const killed =
        life <= kills ? mortal(ports, { call: 40 + Math.floor(steps.chance() * 60), when: "after" }).ports : ports;
      try {
        const status = await apply(killed, { pageItems: 10 });
        nap = undefined;
        return status;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        nap = 100 * writers;
      }
    }
  };
  const migrating = migration();
  const writing = Array.from({ length: writers }, (_, nth) => {
    const name = `writer-${nth}`;
    return liveWriter({ world: one, ports: process(name), steps, name, ids, told, nap: () => nap });
  });
  for (const ended of await steps.run<unknown>([migrating, ...writing])) {
    if (ended.status === "rejected") throw ended.reason;
  }
  return { one, steps, told, status: await migrating };
}

it.each([
  { seed: 1, writers: 4, kills: 0 },
  { seed: 2, writers: 4, kills: 2 },
  { seed: 3, writers: 32, kills: 0 },
  { seed: 4, writers: 32, kills: 3 },
])(
  "loses no update, brings nothing deleted back and skips nothing: $writers writers, killed $kills times",
  async (of) => {
    const { one, steps, told, status } = await scene(of);
    const calm = (name: string) => sharedPorts(one, { steps, faults: NO_FAULTS, name });
    const [again] = await steps.run([apply(calm("again"), { pageItems: 10 })]);
    if (again?.status !== "fulfilled") throw again?.reason;
    const items = tableOf(one);

    const expected = new Map(mixedItems(ITEMS).map((item) => [item.id?.S ?? "", hitsOf(item)]));
    for (const id of told.created) expected.set(id, 0);
    for (const id of told.deleted) expected.delete(id);
    for (const [id, hits] of told.hits) if (expected.has(id)) expected.set(id, (expected.get(id) ?? 0) + hits);
    const counters = Object.fromEntries(Object.entries(items).map(([id, item]) => [id, hitsOf(item)]));
    expect(counters).toEqual(Object.fromEntries(expected));
    if (of.kills === 0) expect(status.counts.races * status.counts.retries).toBeGreaterThan(0);
    const [verified] = await steps.run([verify(calm("verify"), again.value.run)]);
    expect(verified).toMatchObject({ value: { verdict: "passed", problems: [] } });
  },
);
