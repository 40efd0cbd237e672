import { isDeepStrictEqual } from "node:util";
import { asFailure } from "../domain/failure.ts";
import { persistently } from "./persistence.ts";
import type { LedgerEntry } from "./ports.ts";
import type { MigrationPorts } from "./run-types.ts";

type Key = Pick<LedgerEntry, "run" | "entry">;
type LedgerPorts = Pick<MigrationPorts, "ledger" | "sleep">;

/** The entry, or one of revision 0 that holds nothing. */
export async function readEntry(ports: LedgerPorts, key: Key, signal: AbortSignal): Promise<LedgerEntry> {
  const found = await persistently({ ports }, () => ports.ledger.read(key, signal), signal);
  return found ?? { ...key, revision: 0, value: {} };
}

/** All entries of a run, in the order of their names. */
export async function readEntries(
  ports: LedgerPorts,
  run: string,
  signal: AbortSignal,
): Promise<readonly LedgerEntry[]> {
  const list = async () => {
    const entries: LedgerEntry[] = [];
    for await (const entry of ports.ledger.list(run, signal)) entries.push(entry);
    return entries;
  };
  return persistently({ ports }, list, signal);
}

/**
 * Writes over the revision that was read, and returns what is there then. A write that took effect although its answer was
 * lost counts as done, so values must tell their writers apart; throws `lost-race` when another one came first.
 */
export async function writeEntry(ports: LedgerPorts, entry: LedgerEntry, signal: AbortSignal): Promise<LedgerEntry> {
  const write = async () => {
    try {
      return await ports.ledger.write(entry, signal);
    } catch (error) {
      const { code } = asFailure(error);
      if (code !== "lost-race" && code !== "unavailable") throw error;
      const now = await readEntry(ports, entry, signal);
      if (now.revision === entry.revision + 1 && isDeepStrictEqual(now.value, entry.value)) return now;
      throw error;
    }
  };
  return persistently({ ports }, write, signal);
}
