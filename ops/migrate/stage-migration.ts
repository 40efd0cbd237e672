import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import { migratedTable } from "../../runtime/migrating/aws/migrated-table.ts";
import { migrationArchive } from "../../runtime/migrating/aws/migration-archive.ts";
import { operationsLedger } from "../../runtime/migrating/aws/operations-ledger.ts";
import type { Bookkeeping, MigrationPorts } from "../../runtime/migrating/run-types.ts";
import { foregroundAlarm } from "../aws/foreground-alarm.ts";
import { operator } from "../operator.ts";
import { readStackOutputs } from "../pulumi/stack-outputs.ts";

/** A stage's table and what a run on it needs. */
export type StageMigration = {
  readonly stage: Stage;
  readonly outputs: StackOutputs;
  readonly ports: MigrationPorts;
  readonly bookkeeping: Bookkeeping;
  close(): void;
};

export type OpenStage = { readonly stage: Stage; readonly note: (line: string) => void };

/** Finds a stage's table, bucket and ledger by what its stack says of itself; `unreadable` when it is not deployed. */
export async function openStage({ stage, note }: OpenStage, signal: AbortSignal): Promise<StageMigration> {
  const outputs = await readStackOutputs(stage, signal);
  const { region, jobsTable, operationsTable, artifactsBucket } = outputs;
  const alarm = foregroundAlarm({ stage, region, note });
  return {
    stage,
    outputs,
    bookkeeping,
    ports: {
      table: migratedTable({ table: jobsTable, client: { region } }),
      archive: migrationArchive({ bucket: artifactsBucket, client: { region } }),
      ledger: operationsLedger({ table: operationsTable, client: { region } }),
      now: Date.now,
      elapsed: () => performance.now(),
      sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
      newId: randomUUID,
      who: operator(),
      alarm: alarm.rings,
    },
    close: alarm.close,
  };
}
