import type { Item } from "../../../runtime/migrating/ports.ts";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import { plainOf, typedOf } from "../../../runtime/migrations/plain.ts";
import type { Scheduler } from "./scheduler.ts";
import { tinyBookkeeping, tinyMigration } from "./tiny-migration.ts";
import type { World } from "./world.ts";

/** What writers were told had happened. */
export type Acknowledged = {
  readonly hits: Map<string, number>;
  readonly deleted: Set<string>;
  readonly created: Set<string>;
};

type Writer = {
  readonly world: World;
  readonly ports: MigrationPorts;
  readonly steps: Scheduler;
  readonly name: string;
  readonly ids: readonly string[];
  readonly told: Acknowledged;
  /** The longest it waits between two of them, in milliseconds; nothing when it is to end. */
  readonly nap: () => number | undefined;
};

const { signal } = new AbortController();

/** A process that counts up, creates and deletes items until it is to end, now as the newest program does and now as the oldest did. */
export async function liveWriter(writer: Writer): Promise<void> {
  const { steps, ids, name } = writer;
  for (let nth = 0; ; nth += 1) {
    const nap = writer.nap();
    if (nap === undefined) return;
    await steps.sleep(steps.chance() * nap);
    const id = ids[Math.floor(steps.chance() * ids.length)] ?? "";
    const kind = steps.chance();
    if (kind < 0.03) await remove(writer, id);
    else if (kind < 0.06) await create(writer, `${name}-${nth}`);
    else if (kind < 0.7) await countAsOldProgram(writer, id);
    else await countAsStore(writer, id);
  }
}

const counted = ({ told }: Writer, id: string) => void told.hits.set(id, (told.hits.get(id) ?? 0) + 1);

/** What the store does: upgrade on read, and write on condition that nothing changed. */
async function countAsStore(writer: Writer, id: string): Promise<void> {
  const { ports } = writer;
  for (;;) {
    const read = await ports.table.read(id, signal);
    const up = read === undefined ? undefined : tinyMigration.up(plainOf(read));
    if (read === undefined || up === undefined || up.kind === "quarantine") return;
    const params = (up.item.params ?? {}) as { hits?: number };
    const next = { ...up.item, params: { ...params, hits: (params.hits ?? 0) + 1 }, ...tinyBookkeeping(up.item) };
    const absent = tinyMigration.reads(null).filter((name) => read[name] === undefined);
    const { outcome } = await ports.table.replace({ read, next: typedOf(next), absent }, signal);
    if (outcome === "written") return counted(writer, id);
  }
}

/** What the programs of old did: one update, of the item as they knew it. */
async function countAsOldProgram(writer: Writer, id: string): Promise<void> {
  const { table } = writer.world;
  await writer.steps.turn();
  const item = table.items.get(id);
  if (item?.target === undefined) return;
  table.put({ ...item, hits: { N: String(Number(item.hits?.N ?? 0) + 1) } });
  counted(writer, id);
}

async function create({ world, steps, told }: Writer, id: string): Promise<void> {
  const item: Item = { id: { S: id }, target: { S: "https://example.com/new" }, hits: { N: "0" } };
  const up = tinyMigration.up(plainOf(item));
  await steps.turn();
  world.table.put(steps.chance() < 0.5 || up.kind !== "changed" ? item : typedOf(up.item));
  told.created.add(id);
}

async function remove({ world, steps, told }: Writer, id: string): Promise<void> {
  await steps.turn();
  if (world.table.items.has(id)) told.deleted.add(id);
  world.table.remove(id);
}

/** The counter of an item, in whichever shape it is. */
export function hitsOf(item: Item): number {
  return Number(item.hits?.N ?? item.params?.M?.hits?.N ?? 0);
}
