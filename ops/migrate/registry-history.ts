import { historyOf, type MigrationStanding, type RegisteredMigration } from "../../runtime/migrating/history.ts";
import { codeHashOf } from "../../runtime/migrations/code-hash.ts";
import { MIGRATIONS } from "../../runtime/migrations/registry.ts";
import type { Step } from "../report.ts";
import { advised } from "./advised.ts";
import { columns } from "./columns.ts";
import { ago } from "./figures.ts";
import type { StageMigration } from "./stage-migration.ts";

/** Every migration that there is here, with the hash its code has now. */
export async function registered(): Promise<RegisteredMigration[]> {
  return Promise.all(MIGRATIONS.map(async ({ id }) => ({ id, codeHash: await codeHashOf(id) })));
}

/** How each migration stands on a stage's table. */
export async function standingsOn(
  { ports }: StageMigration,
  signal: AbortSignal,
): Promise<readonly MigrationStanding[]> {
  return historyOf({ ports, registered: await registered() }, signal);
}

/** The step that holds the registry against what ran; a migration that drifted or is missing fails it. */
export function historyStep(standings: readonly MigrationStanding[]): Step {
  const findings = standings.flatMap(({ migration, state, problem, past }) =>
    problem === undefined ? [] : [{ ...advised(problem), code: state, subject: migration, witness: past }],
  );
  const detail = standings.map(({ migration, state }) => `${migration} ${state}`).join(", ");
  return { name: "registry", status: findings.length > 0 ? "failed" : "passed", detail, findings };
}

const HEADS = [
  { head: "migration", side: "left" },
  { head: "state", side: "left" },
  { head: "last run", side: "left" },
  { head: "", side: "left" },
] as const;

/** How each migration stands, for a person. `now` in epoch milliseconds. */
export function historyLines(standings: readonly MigrationStanding[], now: number): string[] {
  const rows = standings.map(({ migration, state, past }) => [
    migration,
    past !== undefined && state === "pending" ? past.state : state,
    past?.run ?? "none",
    past === undefined ? "" : ago(past.appliedAt, now),
  ]);
  return columns({ heads: HEADS, rows });
}
