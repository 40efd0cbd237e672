import { readEntry, writeEntry } from "./ledger-writing.ts";
import type { LedgerEntry } from "./ports.ts";
import type { LeftItem, MigrationPorts, RollbackMode, RollbackStatus } from "./run-types.ts";

export type RollbackCounts = Pick<RollbackStatus, "restored" | "transformed" | "untouched" | "deleted" | "left">;

/** How far the rollback of a segment is. */
export type RollbackCheckpoint = {
  readonly run: string;
  readonly segment: number;
  readonly mode: RollbackMode;
  readonly revision: number;
  readonly attempts: number;
  readonly worker: string;
  readonly done: boolean;
  /** The oldest undo object whose items are in the counts; they are gone through from the newest. */
  readonly given?: string;
  readonly counts: RollbackCounts;
  /** The first of those left. */
  readonly examples: readonly LeftItem[];
};

export const NONE_YET: RollbackCounts = { restored: 0, transformed: 0, untouched: 0, deleted: 0, left: 0 };

type Place = Pick<RollbackCheckpoint, "run" | "segment" | "mode">;

/** How far it is; nothing done where nobody has begun. */
export async function readRollback(
  ports: Pick<MigrationPorts, "ledger" | "sleep">,
  place: Place,
  signal: AbortSignal,
): Promise<RollbackCheckpoint> {
  const { revision, value } = await readEntry(ports, keyOf(place), signal);
  const fresh = { attempts: 0, worker: "", done: false, counts: NONE_YET, examples: [] };
  return { ...fresh, ...(value as Partial<RollbackCheckpoint>), ...place, revision };
}

/** Writes it over the last one; throws `lost-race` when another worker has taken it. */
export async function saveRollback(
  ports: Pick<MigrationPorts, "ledger" | "sleep">,
  checkpoint: RollbackCheckpoint,
  signal: AbortSignal,
): Promise<RollbackCheckpoint> {
  const { run, segment, mode, revision, ...value } = checkpoint;
  const written = await writeEntry(ports, { ...keyOf({ run, segment, mode }), revision, value }, signal);
  return { ...checkpoint, revision: written.revision };
}

function keyOf({ run, segment, mode }: Place): Pick<LedgerEntry, "run" | "entry"> {
  return { run, entry: `rollback-${mode}-${String(segment).padStart(5, "0")}` };
}
