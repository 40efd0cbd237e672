import type { Migration } from "../migrations/migration.ts";
import { eachInFlight } from "./in-flight.ts";
import type { Lease } from "./lease.ts";
import { makePace } from "./pace.ts";
import { beginRun, endRun } from "./run-beginning.ts";
import type { RunRecord } from "./run-record.ts";
import type { Bookkeeping, MigrationPorts, RunParameters, RunStatus, SegmentStatus } from "./run-types.ts";
import { workSegment } from "./segment.ts";
import { statusFrom, statusOf } from "./status.ts";
import { underLease } from "./under-lease.ts";

/** Segments that one process works on at once. */
const AT_ONCE = 4;

export type Application = {
  readonly ports: MigrationPorts;
  readonly migration: Migration;
  /** SHA-256 of the transform's code. */
  readonly codeHash: string;
  readonly parameters: RunParameters;
  readonly bookkeeping: Bookkeeping;
  readonly onProgress?: (status: RunStatus) => void;
  /** Asked before each page; once it says no, every segment stands at its last checkpoint and the run can be gone on with. */
  readonly mayGoOn?: () => boolean;
  /** The run to go on with; without it, an unfinished one is gone on with, and else a new one is begun. */
  readonly resume?: string;
};

/**
 * Applies a migration to a table, segment by segment, and returns how the run stands at its end: `applied`, or `incomplete`
 * when some items changed too fast. It can end at any moment and be called again. Items that are created while it runs, by
 * writers who do not write canonical items, may be missed by the scan; verifying finds them, and applying again takes them.
 * Throws `unavailable` while another process has the lease, `invalid-request` where the run or the history does not allow it.
 */
export async function applyMigration(application: Application, signal: AbortSignal): Promise<RunStatus> {
  const { ports, migration } = application;
  return underLease(
    { ports, purpose: `applying ${migration.id}` },
    async (lease) => {
      const record = await beginRun(application, lease, signal);
      await work({ application, record, lease }, signal);
      const status = await statusOf({ ports, run: record.run }, signal);
      if (application.mayGoOn?.() === false && status.segments.some(isUnderWay)) return status;
      const ended = await endRun({ ports, record }, signal);
      return statusOf({ ports, run: ended.run }, signal);
    },
    signal,
  );
}

const isUnderWay = ({ state }: SegmentStatus) => state === "waiting" || state === "scanning";

type Work = { readonly application: Application; readonly record: RunRecord; readonly lease: Lease };

async function work({ application, record, lease }: Work, signal: AbortSignal): Promise<void> {
  const { ports, onProgress } = application;
  const { run } = record;
  const { segments: before, control } = await statusOf({ ports, run }, signal);
  const segments = new Map<number, SegmentStatus>(before.map((segment) => [segment.segment, segment]));
  const pace = makePace({ ports, run: record, lease, share: 1 });
  const of = before.filter(({ state }) => state !== "done").map(({ segment }) => segment);
  const workOn = async (segment: number, untilOneFails: AbortSignal) => {
    const told = (status: SegmentStatus) => {
      segments.set(segment, status);
      onProgress?.(statusFrom({ record, control, segments: [...segments.values()], now: ports.now() }));
    };
    await workSegment({ ...application, run, segment, pace, lease, onProgress: told }, untilOneFails);
  };
  await eachInFlight({ of, atOnce: AT_ONCE }, workOn, signal);
}
