import type { Stage } from "../../../runtime/domain/stage.ts";
import type { MigrationStanding } from "../../../runtime/migrating/history.ts";
import { DEPLOYMENT_TURNS, type DeploymentTurn } from "../../../runtime/migrations/deployment-turns.ts";
import { badInput, unreadable } from "../../failure.ts";
import { applyWay } from "../../migrate/apply-way.ts";
import type { Screen } from "../../migrate/outcome.ts";
import { standingsOn } from "../../migrate/registry-history.ts";
import { rollbackWay } from "../../migrate/rollback-way.ts";
import { openStage, type StageMigration } from "../../migrate/stage-migration.ts";
import { endingOf } from "../../migrate/stopped.ts";
import type { Step } from "../../report.ts";
import type { StageMigrations } from "../ports.ts";

export type DeployedMigrationsArgs = { readonly stage: Stage; readonly screen: Screen };

/** A stage's migrations as `ops migrate-schema` does them, from this process. */
export function deployedMigrations({ stage, screen }: DeployedMigrationsArgs): StageMigrations {
  const on = async <Answer>(work: (opened: StageMigration) => Promise<Answer>, signal: AbortSignal) => {
    let opened: StageMigration | undefined;
    try {
      opened = await openStage({ stage, note: screen.note }, signal);
      return await work(opened);
    } catch (error) {
      throw endingOf(error, signal);
    } finally {
      opened?.close();
    }
  };
  return {
    pending: (when, signal) =>
      on(async (opened) => {
        const pending = (await standingsOn(opened, signal)).filter(({ state }) => state === "pending");
        return pending.map(({ migration }) => migration).filter((id) => turnOf(id).when === when);
      }, signal),
    apply: (id, signal) =>
      on(async (opened) => {
        const standings = await standingsOn(opened, signal);
        if (standingOf(standings, id).state === "applied")
          return [nothingToDo("migration", `${id} is applied already`)];
        const first = standings.find(({ state }) => state === "pending")?.migration;
        if (first !== undefined && first !== id) {
          throw unreadable(
            `${first} comes before ${id} and was not applied yet.`,
            `Apply it first: ops migrate-schema --stage ${stage} --apply`,
          );
        }
        const usual = { segments: undefined, rate: {}, backup: undefined, on: "terminal" as const };
        return (await applyWay({ stage: opened, work: { kind: "apply", stage, ...usual }, screen }, signal)).steps;
      }, signal),
    goesBack: (id) => turnOf(id).goesBack,
    rollback: (id, signal) =>
      on(async (opened) => {
        const { past } = standingOf(await standingsOn(opened, signal), id);
        if (past === undefined) return [nothingToDo("migration rollback", `${id} was never applied`)];
        if (past.state === "rolled-back")
          return [nothingToDo("migration rollback", `${past.run} is rolled back already`)];
        const work = { kind: "rollback" as const, stage, run: past.run, way: "image" as const, apply: true };
        return (await rollbackWay({ stage: opened, work, screen }, signal)).steps;
      }, signal),
  };
}

function turnOf(id: string): DeploymentTurn {
  const turn = DEPLOYMENT_TURNS[id];
  if (turn !== undefined) return turn;
  throw unreadable(
    `It is not said when a deployment applies ${id}.`,
    "Say it in DEPLOYMENT_TURNS, runtime/migrations/deployment-turns.ts.",
  );
}

function standingOf(standings: readonly MigrationStanding[], id: string): MigrationStanding {
  const standing = standings.find(({ migration }) => migration === id);
  if (standing !== undefined) return standing;
  throw badInput(`There is no migration ${id}.`, `One of: ${standings.map(({ migration }) => migration).join(", ")}`);
}

function nothingToDo(name: string, detail: string): Step {
  return { name, status: "passed", detail, findings: [] };
}
