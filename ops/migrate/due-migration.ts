import type { MigrationStanding } from "../../runtime/migrating/history.ts";
import type { MigrationPorts } from "../../runtime/migrating/run-types.ts";
import { statusOf } from "../../runtime/migrating/status.ts";
import { codeHashOf } from "../../runtime/migrations/code-hash.ts";
import type { Migration } from "../../runtime/migrations/migration.ts";
import { MIGRATIONS } from "../../runtime/migrations/registry.ts";
import { unreadable } from "../failure.ts";

/** A migration with the SHA-256 of its code as it is here. */
export type HashedMigration = { readonly migration: Migration; readonly codeHash: string };

/** The first migration that is pending; the newest, to be gone over again, where none is. */
export async function dueMigration(standings: readonly MigrationStanding[]): Promise<HashedMigration> {
  const pending = new Set(standings.filter(({ state }) => state === "pending").map(({ migration }) => migration));
  const migration = MIGRATIONS.find(({ id }) => pending.has(id)) ?? MIGRATIONS.at(-1);
  if (migration === undefined) throw unreadable("There is no migration in the registry.", "Check out a whole commit.");
  return hashed(migration);
}

/** The migration that a run is of; `unreadable` when its code is not here. */
export async function migrationOf(
  { ports, run }: { readonly ports: MigrationPorts; readonly run: string },
  signal: AbortSignal,
): Promise<HashedMigration> {
  const { parameters } = await statusOf({ ports, run }, signal);
  const migration = MIGRATIONS.find(({ id }) => id === parameters.migration);
  if (migration !== undefined) return hashed(migration);
  const what = `${run} is of the migration ${parameters.migration}, whose code is not here.`;
  throw unreadable(what, "Check out the commit that has it.");
}

async function hashed(migration: Migration): Promise<HashedMigration> {
  return { migration, codeHash: await codeHashOf(migration.id) };
}
