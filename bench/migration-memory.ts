import { SMALL_HEAP } from "../ops/small-heap.ts";
import { child } from "./child.ts";
import type { Row } from "./row.ts";

const ITEMS = 1_000_000;
const MOST_MEGABYTES = 200;

type Seen = { readonly migrated: number; readonly seconds: number; readonly megabytes: number };

/** The most memory that a process of its own held while it migrated a table that is made as it is read. */
export const migrationMemory: Row = {
  name: "migration-memory",
  work: `migrate ${ITEMS.toLocaleString("en")} jobs, made as they are read and forgotten when written`,
  peer: `${MOST_MEGABYTES} MB`,
  target: { text: `< ${MOST_MEGABYTES} MB`, met: (ratio) => ratio < 1 },
  async measure(signal) {
    const { migrated, seconds, megabytes } = await child<Seen>(
      { file: "migration-memory.ts", args: [`${ITEMS}`], flags: SMALL_HEAP },
      signal,
    );
    if (migrated !== ITEMS) throw new Error(`Only ${migrated} items were migrated.`);
    const pace = `${Math.round(ITEMS / seconds).toLocaleString("en")} items/s without a table`;
    return { ours: megabytes, peer: MOST_MEGABYTES, unit: "MB", notes: [`  migration-memory: ${pace}`] };
  },
};
