import { createHash } from "node:crypto";
import { Failure } from "../../runtime/domain/failure.ts";
import type { Item, LedgerEntry, MigratedTable } from "../../runtime/migrating/ports.ts";
import type { MigrationPorts } from "../../runtime/migrating/run-types.ts";
import { sameValue } from "../../runtime/migrations/same-value.ts";

/** Everything that outlives a process: the table, the artifact bucket and the operations table. */
export type MemoryWorld = {
  readonly items: Map<string, Item>;
  readonly objects: Map<string, Uint8Array>;
  readonly entries: Map<string, LedgerEntry>;
  /** Milliseconds that the processes of this world have slept so far. */
  clock: number;
  /** Ids that they were given. */
  ids: number;
};

/** A world whose table holds these items. */
export function memoryWorld(items: readonly Item[]): MemoryWorld {
  const held = items.map((item): [string, Item] => [item.id?.S ?? "", item]);
  return { items: new Map(held), objects: new Map(), entries: new Map(), clock: 0, ids: 0 };
}

/** The table's content as bytes: what two tables must have alike to be the same. */
export function tableBytes({ items }: MemoryWorld): string {
  const sorted = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Uint8Array)
      return value;
    return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  };
  return JSON.stringify(
    [...items].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    (_, value) => sorted(value),
  );
}

/** The ports of one process in a world; time passes only while it sleeps. */
export function memoryPorts(world: MemoryWorld): MigrationPorts {
  const keyOf = ({ run, entry }: Pick<LedgerEntry, "run" | "entry">) => `${run} ${entry}`;
  return {
    table: memoryTable(world),
    archive: {
      async put(key, body) {
        const there = world.objects.get(key);
        if (there !== undefined && Buffer.compare(there, body) !== 0) throw new Failure("internal", `${key} is taken.`);
        world.objects.set(key, body);
      },
      get: async (key) => world.objects.get(key),
      async *list(prefix) {
        yield* [...world.objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
      },
    },
    ledger: {
      read: async (key) => world.entries.get(keyOf(key)),
      async write(entry) {
        const { revision } = world.entries.get(keyOf(entry)) ?? { revision: 0 };
        if (revision !== entry.revision) throw new Failure("lost-race", `${keyOf(entry)} was written meanwhile.`);
        const next = { ...entry, revision: revision + 1 };
        world.entries.set(keyOf(entry), next);
        return next;
      },
      async *list(run) {
        const entries = [...world.entries.values()].filter((entry) => entry.run === run);
        yield* entries.toSorted((one, other) => (one.entry < other.entry ? -1 : 1));
      },
    },
    now: () => 1_800_000_000_000 + world.clock,
    elapsed: () => world.clock,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      world.clock += milliseconds;
    },
    newId() {
      world.ids += 1;
      return `id-${world.ids}`;
    },
  };
}

function memoryTable({ items }: MemoryWorld): MigratedTable {
  const segmentOf = (id: string, segments: number) =>
    createHash("sha256").update(id).digest().readUInt32BE(0) % segments;
  const isAsRead = (held: Item, read: Item, absent: readonly string[]) =>
    Object.entries(read).every(([name, value]) => sameValue(value, held[name])) &&
    absent.every((name) => read[name] !== undefined || held[name] === undefined);
  return {
    describe: async () => ({
      ...{ name: "jobs", approximateItems: items.size, approximateBytes: 0, pointInTimeRecovery: true },
      keyAttributes: [{ name: "id", type: "S" }],
    }),
    async scan({ segment, segments, from, limit }) {
      const ids = [...items.keys()].filter((id) => segmentOf(id, segments) === segment).toSorted();
      const rest = ids.filter((id) => id > (from?.id?.S ?? ""));
      const page = rest.slice(0, limit);
      const last = page.at(-1);
      const found = page.map((id) => items.get(id)).filter((item) => item !== undefined);
      return {
        items: found,
        consumedUnits: 1,
        ...(rest.length > limit && last !== undefined && { next: { id: { S: last } } }),
      };
    },
    read: async (id) => items.get(id),
    async replace({ read, next, absent }) {
      const held = items.get(read.id?.S ?? "");
      if (held === undefined || !isAsRead(held, read, absent)) return { outcome: "changed", consumedUnits: 1 };
      const kept = Object.entries(held).filter(([name]) => read[name] === undefined);
      items.set(read.id?.S ?? "", { ...Object.fromEntries(kept), ...next });
      return { outcome: "written", consumedUnits: 1 };
    },
  };
}
