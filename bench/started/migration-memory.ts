import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import { migratedTable } from "../../runtime/migrating/aws/migrated-table.ts";
import type { Item, MigratedTable } from "../../runtime/migrating/ports.ts";
import { applyMigration } from "../../runtime/migrating/run.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { exactUpdate } from "../../runtime/migrations/exact-update.ts";
import { legacyItems } from "../migration/legacy-items.ts";
import { legacyJobId } from "../migration/legacy-jobs.ts";
import { memoryPorts, memoryWorld } from "../migration/memory-world.ts";

const count = Number(process.argv[2]);
const signal = new AbortController().signal;
const kinds = legacyItems(1_200);

/** A table of so many items, each made when it is scanned and forgotten when it is written. */
const table: MigratedTable = {
  // The real adapter is loaded and made as well, so that its share of the memory counts.
  ...migratedTable({ table: "jobs", client: { region: "us-west-2" } }),
  describe: async () => ({
    ...{ name: "jobs", approximateItems: count, approximateBytes: 0, pointInTimeRecovery: true },
    keyAttributes: [{ name: "id", type: "S" }],
  }),
  async scan({ segment, segments, from, limit }) {
    const items: Item[] = [];
    let number = from === undefined ? segment : Number(from.number?.N);
    for (; number < count && items.length < limit; number += segments) {
      items.push({ ...kinds[number % kinds.length], id: { S: legacyJobId(number) } });
    }
    return { items, consumedUnits: items.length, ...(number < count && { next: { number: { N: `${number}` } } }) };
  },
  async replace(change) {
    return { outcome: exactUpdate(change) === "not-expressible" ? "not-expressible" : "written", consumedUnits: 2 };
  },
};
const world = memoryWorld([]);
const ports = memoryPorts(world);
const forgetful = { ...ports.archive, put: async () => undefined };

const began = performance.now();
const { counts } = await applyMigration(
  {
    ports: { ...ports, table, archive: forgetful, elapsed: () => performance.now() },
    ...{ migration: canonical, codeHash: "of no account", bookkeeping },
    parameters: { stage: "preview", migration: canonical.id, segments: 8, pageItems: 100, rate: {} },
  },
  signal,
);
const seconds = (performance.now() - began) / 1_000;
process.send?.({ ...counts, seconds, megabytes: process.resourceUsage().maxRSS / 1_024 });
process.disconnect?.();
