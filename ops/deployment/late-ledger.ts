import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../runtime/domain/failure.ts";
import type { Ledger, LedgerEntry } from "../../runtime/migrating/ports.ts";

/**
 * A ledger for a stage whose table may not be there yet: the table is made by the first deployment itself. Until `open`
 * finds it, entries are held in this process, and they are written into the table before anything else is. A process that
 * ends before leaves no entry: nothing was live, and the next deployment begins anew.
 */
export function lateLedger(open: (signal: AbortSignal) => Promise<Ledger | undefined>): Ledger {
  const held = new Map<string, LedgerEntry>();
  let opened: Ledger | undefined;
  let opening: Promise<Ledger | undefined> | undefined;
  const find = async (signal: AbortSignal) => {
    const found = await open(signal);
    if (found === undefined) return undefined;
    for (const entry of held.values()) await moved(found, entry, signal);
    held.clear();
    opened = found;
    return found;
  };
  const table = async (signal: AbortSignal) => {
    if (opened !== undefined) return opened;
    opening ??= find(signal).finally(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    async read(key, signal) {
      return (await table(signal))?.read(key, signal) ?? held.get(nameOf(key));
    },
    async write(entry, signal) {
      const there = await table(signal);
      if (there !== undefined) return there.write(entry, signal);
      if ((held.get(nameOf(entry))?.revision ?? 0) !== entry.revision) {
        throw new Failure("lost-race", "Another write came first.");
      }
      const written = structuredClone({ ...entry, revision: entry.revision + 1 });
      held.set(nameOf(entry), written);
      return written;
    },
    async *list(run, signal) {
      const there = await table(signal);
      if (there !== undefined) yield* there.list(run, signal);
      else yield* [...held.values()].filter((entry) => entry.run === run).toSorted(byName);
    },
  };
}

const nameOf = ({ run, entry }: Pick<LedgerEntry, "run" | "entry">) => JSON.stringify([run, entry]);

const byName = (one: LedgerEntry, other: LedgerEntry) => (one.entry < other.entry ? -1 : 1);

/**
 * The table counts revisions from its own first write on: an entry is written until it has the one that its holder knows.
 * A move that was broken off goes on; throws `lost-race` when another process has written the entry.
 */
async function moved(to: Ledger, entry: LedgerEntry, signal: AbortSignal): Promise<void> {
  const there = await to.read(entry, signal);
  const done = isDeepStrictEqual(there?.value, entry.value) ? (there?.revision ?? 0) : 0;
  for (let revision = done; revision < entry.revision; revision += 1) await to.write({ ...entry, revision }, signal);
}
