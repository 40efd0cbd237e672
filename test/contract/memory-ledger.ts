import { Failure } from "../../runtime/domain/failure.ts";
import type { Ledger, LedgerEntry } from "../../runtime/migrating/ports.ts";

/** Records in memory, each written only over the revision that was read. */
export function memoryLedger(): Ledger {
  const entries = new Map<string, LedgerEntry>();
  const keyOf = ({ run, entry }: Pick<LedgerEntry, "run" | "entry">) => JSON.stringify([run, entry]);
  return {
    read: async (key) => structuredClone(entries.get(keyOf(key))),
    async write(entry) {
      const there = entries.get(keyOf(entry))?.revision ?? 0;
      if (there !== entry.revision) throw new Failure("lost-race", "Another write came first.");
      const written = structuredClone({ ...entry, revision: there + 1 });
      entries.set(keyOf(entry), written);
      return structuredClone(written);
    },
    async *list(run) {
      const found = [...entries.values()].filter((entry) => entry.run === run);
      yield* structuredClone(found.sort((a, b) => (a.entry < b.entry ? -1 : 1)));
    },
  };
}
