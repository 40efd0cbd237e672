import { Failure } from "../domain/failure.ts";
import type { Migration } from "../migrations/migration.ts";
import { joinLease } from "./lease.ts";
import { makePace } from "./pace.ts";
import { type RunRecord, requireRun } from "./run-record.ts";
import type { Bookkeeping, MigrationPorts, SegmentStatus } from "./run-types.ts";
import { workSegment } from "./segment.ts";
import { statusOf } from "./status.ts";

export type SegmentTurn = {
  readonly ports: MigrationPorts;
  readonly run: string;
  readonly segment: number;
  /** The code that is here. */
  readonly migrations: readonly Migration[];
  readonly codeHashOf: (migration: string) => string | Promise<string>;
  readonly bookkeeping: Bookkeeping;
  /** The most workers of a run there are at once: they share its rate. */
  readonly workersAtOnce: number;
  /** After so many milliseconds no further page is begun, and the rate is shared anew. */
  readonly lasts: number;
  readonly onProgress?: (status: SegmentStatus) => void;
};

/** `paused`: nothing was done because an operator wants the run to stand still. */
export type TurnEnd = "done" | "to-go-on" | "paused";

/**
 * One turn of one worker among many at a segment, under the lease that the run was begun with. Each worker has an equal
 * share of the run's rate; throws like `workSegment`, and `not-found` for a run or a migration that is not known here.
 */
export async function takeTurn(turn: SegmentTurn, signal: AbortSignal): Promise<TurnEnd> {
  const { ports, run, segment, bookkeeping, onProgress } = turn;
  const ends = ports.elapsed() + turn.lasts;
  const record = await requireRun(ports, run, signal);
  const migration = migrationOf(record, turn.migrations);
  const lease = await joinLease(ports, run, signal);
  const { segments, control } = await statusOf({ ports, run }, signal);
  if (control.paused) return "paused";
  const unfinished = segments.filter((each) => each.state !== "done").length;
  const share = 1 / Math.max(1, Math.min(turn.workersAtOnce, unfinished));
  const pace = makePace({ ports, run: record, lease, share });
  const { state } = await workSegment(
    {
      ...{ ports, migration, run, segment, bookkeeping, pace, lease },
      codeHash: await turn.codeHashOf(migration.id),
      mayGoOn: () => ports.elapsed() < ends,
      ...(onProgress === undefined ? {} : { onProgress }),
    },
    signal,
  );
  return state === "done" || state === "contended" ? "done" : "to-go-on";
}

function migrationOf({ run, parameters }: RunRecord, migrations: readonly Migration[]): Migration {
  const found = migrations.find(({ id }) => id === parameters.migration);
  if (found !== undefined) return found;
  throw new Failure(
    "not-found",
    `Run ${run} is of the migration ${parameters.migration}, which is not deployed here. Deploy the stage, then apply again.`,
  );
}
