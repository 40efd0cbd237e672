import { archivedKeys, writeLines } from "./archived-lines.ts";
import type { Rewrite } from "./judge.ts";
import type { MigrationPorts, QuarantineLine } from "./run-types.ts";
import { type LogPlace, logKey, logPrefix, readUndo, type UndoEntry, writeUndo } from "./undo-log.ts";

type Place = Pick<LogPlace, "run" | "segment" | "attempt">;

/** The logs of one attempt at a segment. */
export type SegmentLog = {
  /** Makes durable what these items are before they are written; what is durable already is not written again. */
  image(rewrites: readonly Rewrite[], signal: AbortSignal): Promise<void>;
  quarantine(lines: readonly QuarantineLine[], signal: AbortSignal): Promise<void>;
  /** The entry whose write gave an item of this id this image, if this run has one since the last checkpoint. */
  entryOf(id: string, afterHash: string): UndoEntry | undefined;
  /** Says that an item has images from before the last checkpoint. */
  recall(id: string): void;
  /** Ends what belongs to one checkpoint: how many items got their first image, and the last object written. */
  settle(): { readonly imaged: number; readonly settled: string };
};

/** Opens the logs for an attempt, with what earlier attempts wrote after the last checkpoint. */
export async function openLog(
  ports: Pick<MigrationPorts, "archive" | "sleep">,
  { settled: before, ...place }: Place & { readonly settled: string },
  signal: AbortSignal,
): Promise<SegmentLog> {
  const unsettled = new Map<string, UndoEntry[]>();
  let settled = before;
  let imaged = 0;
  for (const key of await archivedKeys(ports, { prefix: logPrefix("undo", place), after: before }, signal)) {
    for (const entry of await readUndo(ports, key, signal)) {
      unsettled.set(entry.id, [...(unsettled.get(entry.id) ?? []), entry]);
      if (!entry.again) imaged += 1;
    }
    settled = key;
  }
  let fresh = new Map<string, UndoEntry[]>();
  let sequence = 0;

  const entriesOf = (id: string) => [...(unsettled.get(id) ?? []), ...(fresh.get(id) ?? [])];
  const isDurable = ({ id, beforeHash, afterHash }: Rewrite) =>
    entriesOf(id).some((entry) => entry.beforeHash === beforeHash && entry.afterHash === afterHash);
  const nextKey = (log: "undo" | "quarantine") => logKey(log, { ...place, sequence: sequence++ });

  return {
    async image(rewrites, signal) {
      const entries = rewrites
        .filter((rewrite) => !isDurable(rewrite))
        .map(({ id, read, beforeHash, afterHash }) => {
          const again = unsettled.has(id) || fresh.has(id);
          return { id, before: read, beforeHash, afterHash, again };
        });
      if (entries.length === 0) return;
      const key = nextKey("undo");
      await writeUndo(ports, { key, entries }, signal);
      if (key > settled) settled = key;
      for (const entry of entries) {
        fresh.set(entry.id, [...(fresh.get(entry.id) ?? []), entry]);
        if (!entry.again) imaged += 1;
      }
    },
    async quarantine(lines, signal) {
      if (lines.length > 0) await writeLines(ports, { key: nextKey("quarantine"), lines }, signal);
    },
    entryOf: (id, afterHash) => entriesOf(id).find((entry) => entry.afterHash === afterHash),
    recall(id) {
      fresh.set(id, fresh.get(id) ?? []);
    },
    settle() {
      const ended = { imaged, settled };
      imaged = 0;
      fresh = new Map();
      return ended;
    },
  };
}
