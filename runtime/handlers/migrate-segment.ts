import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { bookkeeping } from "../domain/bookkeeping.ts";
import { readEnvironment } from "../domain/environment.ts";
import { Failure } from "../domain/failure.ts";
import { MIGRATION_WORKERS_AT_ONCE, type MigrationAnswer, MigrationOrder } from "../domain/migration-workers.ts";
import { annotate } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";
import { taskEntry } from "../lambda/task-entry.ts";
import { migratedTable } from "../migrating/aws/migrated-table.ts";
import { migrationArchive } from "../migrating/aws/migration-archive.ts";
import { operationsLedger } from "../migrating/aws/operations-ledger.ts";
import { codeHashOf } from "../migrations/code-hash.ts";

/** Of the function's fifteen minutes, five are for pages and the rest for the one that a low rate draws out. */
const TURN_MILLISECONDS = 300_000;
const RESERVE_MILLISECONDS = 10_000;
/** Seconds after which a paused run is looked at again: well within the 20 of its lease. */
const PAUSE = 10;

const environment = readEnvironment("migrate-segment", process.env);
const ports = {
  table: migratedTable({ table: environment.JOBS_TABLE }),
  archive: migrationArchive({ bucket: environment.ARTIFACTS_BUCKET }),
  ledger: operationsLedger({ table: environment.OPERATIONS_TABLE }),
  now: Date.now,
  elapsed: () => performance.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => setTimeout(milliseconds, undefined, { signal }),
  newId: randomUUID,
};

const ANSWERS = {
  done: { done: true, waitSeconds: 1, refused: null },
  "to-go-on": { done: false, waitSeconds: 1, refused: null },
  paused: { done: false, waitSeconds: PAUSE, refused: null },
} as const satisfies Record<string, MigrationAnswer>;

/** Works on one segment of a migration for a while, or ends the run; the state machine calls again until it is done. */
export const handler = taskEntry({
  identity: { function: "migrate-segment", stage: environment.STAGE, version: environment.VERSION_ID },
  order: MigrationOrder,
  reserveMilliseconds: RESERVE_MILLISECONDS,
  async work(order, signal): Promise<MigrationAnswer> {
    annotate(order);
    try {
      const end = await turnOf(order, signal);
      log({ level: "info", message: "turn", fields: { end } });
      return ANSWERS[end];
    } catch (error) {
      if (signal.aborted) return ANSWERS["to-go-on"];
      if (!(error instanceof Failure) || error.retryable) throw error;
      log({ level: "error", message: "turn refused", error });
      return { done: false, waitSeconds: 1, refused: error.message };
    }
  },
});

/** The code of the migrations is read with the first turn: the function does not start slower for it. */
async function turnOf(order: MigrationOrder, signal: AbortSignal): Promise<keyof typeof ANSWERS> {
  const { run } = order;
  if ("segment" in order) {
    const [{ takeTurn }, { MIGRATIONS: migrations }] = await Promise.all([
      import("../migrating/segment-turn.ts"),
      import("../migrations/registry.ts"),
    ]);
    const code = { migrations, codeHashOf, bookkeeping };
    const turn = { ports, run, segment: order.segment, ...code };
    return takeTurn({ ...turn, workersAtOnce: MIGRATION_WORKERS_AT_ONCE, lasts: TURN_MILLISECONDS }, signal);
  }
  const { takeLastTurn } = await import("../migrating/last-turn.ts");
  await takeLastTurn({ ports, run }, signal);
  return "done";
}
