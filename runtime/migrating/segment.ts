import { createHash } from "node:crypto";
import type { Migration } from "../migrations/migration.ts";
import { type Checkpoint, saveCheckpoint, segmentStatus, takeSegment } from "./checkpoint.ts";
import { counted } from "./counts.ts";
import type { Writing } from "./item-writing.ts";
import { joinLease, type Lease } from "./lease.ts";
import type { Pace } from "./pace.ts";
import { type PageDone, workPage } from "./page-work.ts";
import { persistently } from "./persistence.ts";
import type { Item } from "./ports.ts";
import { parametersHash, requireRun, requireSame } from "./run-record.ts";
import type { Bookkeeping, MigrationPorts, SegmentStatus } from "./run-types.ts";
import { openLog } from "./segment-log.ts";

/** How often contended items are gone through again before they are left to the next apply. */
const ROUNDS = 5;
const BETWEEN_ROUNDS = 500;

export type SegmentWork = {
  readonly ports: MigrationPorts;
  readonly migration: Migration;
  readonly codeHash: string;
  readonly run: string;
  readonly segment: number;
  readonly bookkeeping: Bookkeeping;
  readonly pace: Pace;
  /** Joined when it is not given. */
  readonly lease?: Lease;
  /** Asked before each page; where it says no, the work stands at its last checkpoint and can go on from there. */
  readonly mayGoOn?: () => boolean;
  readonly onProgress?: (status: SegmentStatus) => void;
};

/**
 * Works on one segment of a run from its last checkpoint on, page by page, and then on what was contended. The same for a
 * terminal and for a Lambda. Throws `lost-race` when another worker has taken the segment or the lease, `invalid-request`
 * when the run was begun with other code; whenever it ends, the next worker goes on.
 */
export async function workSegment(work: SegmentWork, signal: AbortSignal): Promise<SegmentStatus> {
  const { ports, run, segment, codeHash, migration, bookkeeping, pace } = work;
  const record = await requireRun(ports, run, signal);
  requireSame(record, { codeHash, parameters: record.parameters });
  const lease = work.lease ?? (await joinLease(ports, run, signal));
  const bound = createHash("sha256")
    .update(`${codeHash} ${parametersHash(record.parameters)}`)
    .digest("hex");
  let checkpoint = await takeSegment(ports, { run, segment, bound }, signal);
  const place = { run, segment, attempt: checkpoint.attempts, settled: checkpoint.settled };
  const log = await openLog(ports, place, signal);
  const writing: Writing = { ports, migration, bookkeeping, keys: record.keyAttributes, pace, lease, log };

  const save = async ({ counts, contended }: PageDone, change: Partial<Checkpoint>) => {
    const { imaged, settled } = writing.log.settle();
    const total = counted(checkpoint.counts, { ...counts, imaged });
    const { position: _, ...before } = checkpoint;
    const after = { ...before, ...change, settled, contended, counts: { ...total, contended: contended.length } };
    checkpoint = await saveCheckpoint(ports, after, signal);
    work.onProgress?.(segmentStatus(checkpoint));
  };
  const mayGoOn = async () => {
    await pace.rest(signal);
    return work.mayGoOn?.() ?? true;
  };

  while (checkpoint.state === "scanning") {
    if (!(await mayGoOn())) return segmentStatus(checkpoint);
    const { position: from } = checkpoint;
    const { segments, pageItems: limit } = record.parameters;
    const page = { segment, segments, limit, ...(from === undefined ? {} : { from }) };
    const { items, next, consumedUnits } = await persistently({ ports }, () => ports.table.scan(page, signal), signal);
    const { counts, contended } = await workPage(writing, items, signal);
    const done = {
      counts: { ...counts, scanned: items.length, readUnits: consumedUnits },
      contended: [...checkpoint.contended, ...contended],
    };
    const ended = done.contended.length > 0 ? "contended" : "done";
    await save(done, next === undefined ? { state: ended } : { position: next });
  }
  for (let round = 1; checkpoint.state === "contended" && round <= ROUNDS; round += 1) {
    if (!(await mayGoOn())) break;
    if (round > 1) await ports.sleep(BETWEEN_ROUNDS * round, signal);
    const { contended: ids } = checkpoint;
    const there = await readAgain(writing, ids, signal);
    const { counts, contended } = await workPage(writing, there, signal);
    const deleted = counts.deleted + ids.length - there.length;
    await save({ counts: { ...counts, deleted }, contended }, contended.length === 0 ? { state: "done" } : {});
  }
  return segmentStatus(checkpoint);
}

/** The items of these ids that are still there, as they are now. */
async function readAgain({ ports, log }: Writing, ids: readonly string[], signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  for (const id of ids) {
    log.recall(id);
    const item = await persistently({ ports }, () => ports.table.read(id, signal), signal);
    if (item !== undefined) items.push(item);
  }
  return items;
}
