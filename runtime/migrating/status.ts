import { checkpointsOf, segmentStatus } from "./checkpoint.ts";
import { readControl } from "./control.ts";
import { counted, NOTHING } from "./counts.ts";
import { readEntries } from "./ledger-writing.ts";
import { dollarsOf } from "./price.ts";
import { type RunRecord, requireRun } from "./run-record.ts";
import type { Control, Counts, MigrationPorts, RunStatus, SegmentStatus } from "./run-types.ts";

/** How a run stands, from the ledger alone, so from anywhere; throws `not-found` for an unknown run. */
export async function statusOf(
  { ports, run }: { readonly ports: Pick<MigrationPorts, "ledger" | "sleep" | "now">; readonly run: string },
  signal: AbortSignal,
): Promise<RunStatus> {
  const record = await requireRun(ports, run, signal);
  const control = await readControl(ports, run, signal);
  const entries = await readEntries(ports, run, signal);
  const segments = checkpointsOf(run, record.parameters.segments, entries).map(segmentStatus);
  return statusFrom({ record, control, segments, now: ports.now() });
}

export type StatusParts = {
  readonly record: RunRecord;
  readonly control: Control;
  readonly segments: readonly SegmentStatus[];
  /** Epoch milliseconds. */
  readonly now: number;
};

const WORKING = new Set(["applying", "incomplete"]);

/** How a run stands, from its parts. */
export function statusFrom({ record, control, segments, now }: StatusParts): RunStatus {
  const counts = segments.reduce<Counts>((sum, segment) => counted(sum, segment.counts), NOTHING);
  const updatedAt = Math.max(record.updatedAt, ...segments.map((segment) => segment.updatedAt ?? 0));
  const working = WORKING.has(record.state);
  const seconds = Math.max(0, ((working ? now : updatedAt) - record.since.at) / 1_000);
  const perSecond = (done: number) => (seconds > 0 ? Math.max(0, done) / seconds : 0);
  const itemsPerSecond = perSecond(counts.scanned - record.since.scanned);
  const { approximateItems } = record;
  const expected = Math.max(approximateItems, counts.scanned, 1);
  // The table's own count can be too low by hours of writes: only the end is the end.
  const progress = working ? Math.min(counts.scanned / expected, 0.99) : 1;
  const toGo = Math.max(0, expected - counts.scanned);
  return {
    run: record.run,
    state: record.state,
    parameters: record.parameters,
    codeHash: record.codeHash,
    startedAt: record.startedAt,
    updatedAt,
    counts,
    segments,
    control,
    approximateItems,
    progress,
    itemsPerSecond,
    writeUnitsPerSecond: perSecond(counts.writeUnits - record.since.writeUnits),
    ...(working && itemsPerSecond > 0 && !control.paused ? { secondsLeft: toGo / itemsPerSecond } : {}),
    dollars: dollarsOf(counts),
  };
}
