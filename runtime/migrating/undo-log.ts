import { readLines, writeLines } from "./archived-lines.ts";
import { imageData, itemOfData } from "./image.ts";
import type { Item } from "./ports.ts";
import type { MigrationPorts } from "./run-types.ts";

/** What an item was before a write, with the hashes of what it was and of what it was to become. */
export type UndoEntry = {
  readonly id: string;
  readonly before: Item;
  readonly beforeHash: string;
  readonly afterHash: string;
  /** Whether this run's log has an earlier entry for the item. */
  readonly again: boolean;
};

/** Where one object of a segment's log stands: objects of later attempts, and later ones of an attempt, come later. */
export type LogPlace = {
  readonly run: string;
  readonly segment: number;
  readonly attempt: number;
  readonly sequence: number;
};

type ArchivePorts = Pick<MigrationPorts, "archive" | "sleep">;

/** Before-images of a run; what it left out; before-images of what its rollback transformed; what its rollback left. */
export type LogName = "undo" | "quarantine" | "rollback-undo" | "left-image" | "left-down";

/** The key of an object of a segment's log, such as `migrations/R-1/undo/00003/0001-00000042.jsonl.gz`. */
export function logKey(log: LogName, { attempt, sequence, ...of }: LogPlace): string {
  return `${logPrefix(log, of)}${digits(attempt, 4)}-${digits(sequence, 8)}.jsonl.gz`;
}

/** What the keys of a segment's log begin with. */
export function logPrefix(log: LogName, { run, segment }: Pick<LogPlace, "run" | "segment">): string {
  return `migrations/${run}/${log}/${digits(segment, 5)}/`;
}

const digits = (value: number, count: number) => String(value).padStart(count, "0");

/** Makes before-images durable; they are when this returns. */
export async function writeUndo(
  ports: ArchivePorts,
  { key, entries }: { readonly key: string; readonly entries: readonly UndoEntry[] },
  signal: AbortSignal,
): Promise<void> {
  const lines = entries.map((entry) => ({ ...entry, before: imageData(entry.before) }));
  await writeLines(ports, { key, lines }, signal);
}

/** The entries of one object, in the order they were written; throws `internal` when it is gone or damaged. */
export async function readUndo(ports: ArchivePorts, key: string, signal: AbortSignal): Promise<readonly UndoEntry[]> {
  const lines = (await readLines(ports, key, signal)) as readonly (Omit<UndoEntry, "before"> & { before: unknown })[];
  return lines.map((line) => ({ ...line, before: itemOfData(line.before) }));
}
