import { Failure } from "../../runtime/domain/failure.ts";
import type { Ledger, LedgerEntry } from "../../runtime/migrating/ports.ts";

/** Records in memory, each written only over the revision that was read. */
export function memoryLedger(): Ledger {
  const entries = new Map<string, string>();
  const keyOf = ({ run, entry }: Pick<LedgerEntry, "run" | "entry">) => JSON.stringify([run, entry]);
  const found = (text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as LedgerEntry));
  const there = (key: Pick<LedgerEntry, "run" | "entry">) => found(entries.get(keyOf(key)));
  return {
    read: async (key) => there(key),
    async write(entry) {
      const revision = there(entry)?.revision ?? 0;
      if (revision !== entry.revision) throw new Failure("lost-race", "Another write came first.");
      const text = JSON.stringify({ ...entry, revision: revision + 1 });
      entries.set(keyOf(entry), text);
      return JSON.parse(text) as LedgerEntry;
    },
    async *list(run) {
      const all = [...entries.values()].flatMap((text) => found(text) ?? []);
      yield* all.filter((entry) => entry.run === run).sort((a, b) => (a.entry < b.entry ? -1 : 1));
    },
  };
}
