import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { bookkeeping } from "../../../runtime/domain/bookkeeping.ts";
import { migratedTable } from "../../../runtime/migrating/aws/migrated-table.ts";
import { migrationArchive } from "../../../runtime/migrating/aws/migration-archive.ts";
import { operationsLedger } from "../../../runtime/migrating/aws/operations-ledger.ts";
import { rollbackRun } from "../../../runtime/migrating/rollback.ts";
import { applyMigration } from "../../../runtime/migrating/run.ts";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import { canonical } from "../../../runtime/migrations/0013-canonical.ts";
import { codeHashOf } from "../../../runtime/migrations/code-hash.ts";
import { FAULT_NAMES, type Fault, faultyRequestHandler } from "../../contract/faulty-request-handler.ts";

/** What this program is asked to do: one run's way there or back, its requests going wrong by a seeded schedule. */
export type MigratingArgs = {
  readonly jobsTable: string;
  readonly operationsTable: string;
  readonly artifactsBucket: string;
  readonly seed: number;
  /** From 0 to 1: how many requests go wrong. */
  readonly share: number;
  /** The run to take back; without it, the migration is applied. */
  readonly rollback?: string;
};

/** Its lines: how far it is, and at the end what came of it. */
export type MigratingLine =
  | { readonly scanned: number }
  | { readonly ended: unknown; readonly faults: Readonly<Record<string, number>> };

const { signal } = new AbortController();
const args = JSON.parse(process.argv[2] ?? "") as MigratingArgs;
/** A run that is throttled slows down, so that one refusal in fifty is enough; everything else goes wrong far more often. */
const faults = [
  ...Array(7)
    .fill(FAULT_NAMES.filter((name) => name !== "throttled"))
    .flat(),
  "throttled",
] as Fault[];
const inner = new DynamoDBClient().config.requestHandler;
const { handler, counts } = faultyRequestHandler({ ...args, inner, faults });
const client = { requestHandler: handler };
const ports: MigrationPorts = {
  table: migratedTable({ table: args.jobsTable, client }),
  archive: migrationArchive({ bucket: args.artifactsBucket, client }),
  ledger: operationsLedger({ table: args.operationsTable, client }),
  now: Date.now,
  elapsed: () => performance.now(),
  sleep: (milliseconds, abort) => wait(milliseconds, undefined, { signal: abort }),
  newId: randomUUID,
};

const say = (line: MigratingLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ ended: await outcome(), faults: counts });

async function outcome(): Promise<unknown> {
  const migration = canonical;
  const codeHash = await codeHashOf(migration.id);
  if (args.rollback !== undefined)
    return rollbackRun({ ports, migration, run: args.rollback, mode: "image", codeHash }, signal);
  const parameters = { stage: "preview", migration: migration.id, segments: 4, pageItems: 200, rate: {} };
  const onProgress = ({ counts: { scanned } }: { counts: { scanned: number } }) => void say({ scanned });
  return applyMigration({ ports, migration, codeHash, parameters, bookkeeping, onProgress }, signal);
}
