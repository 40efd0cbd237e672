import { writeLines } from "./archived-lines.ts";
import { type ImagedItem, imagedItems } from "./imaged-items.ts";
import { eachInFlight } from "./in-flight.ts";
import { type Restoring, restoreItem } from "./item-restoring.ts";
import { type RollbackCheckpoint, readRollback, saveRollback } from "./rollback-checkpoint.ts";
import type { LeftItem } from "./run-types.ts";
import { type LogName, logKey, writeUndo } from "./undo-log.ts";

const AT_ONCE = 8;
export const EXAMPLES = 100;

export type SegmentRollback = Omit<Restoring, "image"> & { readonly run: string; readonly segment: number };

/** Takes back what a run wrote in one segment, newest object of its undo log first, from the last checkpoint on. */
export async function rollbackSegment(work: SegmentRollback, signal: AbortSignal): Promise<RollbackCheckpoint> {
  const { ports, run, segment, mode, pace } = work;
  let checkpoint = await readRollback(ports, { run, segment, mode }, signal);
  if (checkpoint.done) return checkpoint;
  const attempt = checkpoint.attempts + 1;
  checkpoint = await saveRollback(ports, { ...checkpoint, attempts: attempt, worker: ports.newId() }, signal);
  let sequence = 0;
  const nextKey = (log: LogName) => logKey(log, { run, segment, attempt, sequence: sequence++ });
  const restoring: Restoring = {
    ...work,
    image: (entry, during) => writeUndo(ports, { key: nextKey("rollback-undo"), entries: [entry] }, during),
  };

  for await (const { key, items } of imagedItems(ports, { run, segment, given: checkpoint.given }, signal)) {
    await pace.rest(signal);
    const counts = { ...checkpoint.counts };
    const left: LeftItem[] = [];
    const restore = async (item: ImagedItem, untilOneFails: AbortSignal) => {
      const restored = await restoreItem(restoring, item, untilOneFails);
      counts[restored.outcome] += 1;
      if (restored.outcome === "left") left.push({ id: item.id, reason: restored.reason });
    };
    await eachInFlight({ of: items, atOnce: AT_ONCE }, restore, signal);
    if (left.length > 0) await writeLines(ports, { key: nextKey(`left-${mode}`), lines: left }, signal);
    const examples = [...checkpoint.examples, ...left].slice(0, EXAMPLES);
    checkpoint = await saveRollback(ports, { ...checkpoint, given: key, counts, examples }, signal);
  }
  return saveRollback(ports, { ...checkpoint, done: true }, signal);
}
