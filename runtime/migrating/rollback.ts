import type { Migration } from "../migrations/migration.ts";
import { archivedKeys, readLines } from "./archived-lines.ts";
import { readPast, writePast } from "./history.ts";
import { eachInFlight } from "./in-flight.ts";
import { makePace } from "./pace.ts";
import { NONE_YET, type RollbackCheckpoint, type RollbackCounts, readRollback } from "./rollback-checkpoint.ts";
import { requireRollbackRight } from "./rollback-right.ts";
import { EXAMPLES, rollbackSegment } from "./rollback-segment.ts";
import { type RunRecord, requireRun, writeRun } from "./run-record.ts";
import type { LeftItem, MigrationPorts, RollbackMode, RollbackStatus } from "./run-types.ts";
import { underLease } from "./under-lease.ts";

const AT_ONCE = 4;

export type Rollback = {
  readonly ports: MigrationPorts;
  readonly run: string;
  readonly mode: RollbackMode;
  readonly migration: Migration;
  /** SHA-256 of the transform's code; `down` refuses other code than the run's, `image` does not need any. */
  readonly codeHash: string;
  readonly onProgress?: (status: RollbackStatus) => void;
};

/**
 * Takes back what a run wrote, where it is still there; it can end at any moment and be called again. Items that were changed
 * since are left and listed (`image`) or transformed back by code (`down`), and so are items that were canonical before.
 * Throws `unavailable` while another process has the lease, `not-found` for an unknown run.
 */
export async function rollbackRun(rollback: Rollback, signal: AbortSignal): Promise<RollbackStatus> {
  const { ports, run, mode } = rollback;
  const asked = { migration: rollback.migration.id, codeHash: rollback.codeHash, mode };
  await requireRun(ports, run, signal);
  return underLease(
    { ports, purpose: `rolling back ${run}` },
    async (lease) => {
      const before = await requireRun(ports, run, signal);
      requireRollbackRight(before, { asked, past: await readPast(ports, before.parameters.migration, signal) });
      const record = await stateWritten(ports, { ...before, fence: lease.fence, state: "rolling-back" }, signal);
      const pace = makePace({ ports, run: record, lease, share: 1 });
      const of = Array.from({ length: record.parameters.segments }, (_, segment) => segment);
      const work = async (segment: number, untilOneFails: AbortSignal) => {
        await rollbackSegment({ ...rollback, segment, pace, lease }, untilOneFails);
        rollback.onProgress?.(await rollbackStatus({ ports, run, mode }, signal));
      };
      await eachInFlight({ of, atOnce: AT_ONCE }, work, signal);
      await stateWritten(ports, { ...record, state: "rolled-back" }, signal);
      return rollbackStatus({ ports, run, mode }, signal);
    },
    signal,
  );
}

/** How the rollback of a run stands, from the ledger alone. */
export async function rollbackStatus(
  {
    ports,
    run,
    mode,
  }: { readonly ports: Pick<MigrationPorts, "ledger" | "sleep">; readonly run: string; readonly mode: RollbackMode },
  signal: AbortSignal,
): Promise<RollbackStatus> {
  const { parameters } = await requireRun(ports, run, signal);
  const segments: RollbackCheckpoint[] = [];
  for (let segment = 0; segment < parameters.segments; segment += 1) {
    segments.push(await readRollback(ports, { run, segment, mode }, signal));
  }
  const names = Object.keys(NONE_YET) as readonly (keyof RollbackCounts)[];
  const sum = (name: keyof RollbackCounts) => segments.reduce((total, { counts }) => total + counts[name], 0);
  const counts = Object.fromEntries(names.map((name) => [name, sum(name)])) as RollbackCounts;
  const examples = segments.flatMap((segment) => segment.examples).slice(0, EXAMPLES);
  return { run, mode, state: segments.every(({ done }) => done) ? "rolled-back" : "rolling-back", ...counts, examples };
}

/** Every item that a rollback left, once. */
export async function* leftItems(
  {
    ports,
    run,
    mode,
  }: { readonly ports: Pick<MigrationPorts, "archive" | "sleep">; readonly run: string; readonly mode: RollbackMode },
  signal: AbortSignal,
): AsyncGenerator<LeftItem> {
  const given = new Set<string>();
  for (const key of await archivedKeys(ports, { prefix: `migrations/${run}/left-${mode}/` }, signal)) {
    for (const item of (await readLines(ports, key, signal)) as readonly LeftItem[]) {
      if (!given.has(item.id)) yield item;
      given.add(item.id);
    }
  }
}

/** Writes the run's state to its head and to the history. */
async function stateWritten(
  ports: MigrationPorts,
  record: RunRecord & { readonly state: "rolling-back" | "rolled-back" },
  signal: AbortSignal,
): Promise<RunRecord> {
  const written = await writeRun(ports, { ...record, updatedAt: ports.now() }, signal);
  const past = await readPast(ports, record.parameters.migration, signal);
  const { run, state, codeHash } = record;
  if (past !== undefined) await writePast(ports, { ...past, run, state, codeHash, appliedAt: ports.now() }, signal);
  return written;
}
