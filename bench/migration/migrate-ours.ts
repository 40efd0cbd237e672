import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import { migratedTable } from "../../runtime/migrating/aws/migrated-table.ts";
import { migrationArchive } from "../../runtime/migrating/aws/migration-archive.ts";
import { operationsLedger } from "../../runtime/migrating/aws/operations-ledger.ts";
import type { MigratedTable } from "../../runtime/migrating/ports.ts";
import { applyMigration } from "../../runtime/migrating/run.ts";
import type { MigrationPorts, Rate, RunStatus } from "../../runtime/migrating/run-types.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { codeHashOf } from "../../runtime/migrations/code-hash.ts";
import type { BenchAws } from "./bench-aws.ts";
import type { RequestHandlers } from "./service-time.ts";

/** As `ops migrate-schema` has them unless it is told otherwise. */
const SEGMENTS = 8;
const PAGE_ITEMS = 100;

export type OurRun = {
  readonly aws: BenchAws;
  readonly table: string;
  readonly operations: string;
  readonly rate?: Rate;
  /** Something between the run and the table, to look on. */
  readonly watch?: (table: MigratedTable) => MigratedTable;
  /** What the run sends its requests with, where that is not its own. */
  readonly handlers?: RequestHandlers;
};

/** Migrates a table as `ops migrate-schema --apply` does; throws when the run did not come to its end. */
export async function migrateOurs(
  { aws, table, operations, rate = {}, watch = (one) => one, handlers }: OurRun,
  signal: AbortSignal,
): Promise<RunStatus> {
  const client = {
    endpoint: aws.endpoint,
    region: await aws.dynamo.config.region(),
    credentials: aws.dynamo.config.credentials,
  };
  const dynamo = { ...client, ...(handlers && { requestHandler: handlers.dynamo }) };
  const s3 = { ...client, forcePathStyle: true, ...(handlers && { requestHandler: handlers.s3 }) };
  const ports: MigrationPorts = {
    table: watch(migratedTable({ table, client: dynamo })),
    archive: migrationArchive({ bucket: aws.bucket, client: s3 }),
    ledger: operationsLedger({ table: operations, client: dynamo }),
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (milliseconds, abort) => sleep(milliseconds, undefined, { signal: abort }),
    newId: randomUUID,
  };
  const parameters = { stage: "preview", migration: canonical.id, segments: SEGMENTS, pageItems: PAGE_ITEMS, rate };
  const codeHash = await codeHashOf(canonical.id);
  const status = await applyMigration({ ports, migration: canonical, codeHash, parameters, bookkeeping }, signal);
  if (status.state !== "applied") throw new Error(`The run ended as ${status.state}.`);
  return status;
}
