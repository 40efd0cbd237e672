import { badInput } from "../failure.ts";
import { liveOf } from "./history.ts";
import type { FunctionVersions, StageMigrations } from "./ports.ts";
import type { DeploymentRecord } from "./record.ts";
import { deployCommand } from "./stage-commands.ts";

type Records = readonly DeploymentRecord[];
type Migrations = DeploymentRecord["migrations"];

export type WayBackArgs = {
  readonly records: Records;
  readonly from: DeploymentRecord;
  /** The deployment that is asked for; without it the one that was live before. */
  readonly to: string | undefined;
  readonly goesBack: StageMigrations["goesBack"];
};

export type WayBack = {
  readonly to: DeploymentRecord;
  /** Migrations that are applied now and were not then, in the order in which they were applied. */
  readonly migrations: Migrations;
};

/** What lies between what is live and an earlier deployment; bad input when there is no such way. */
export function wayBack({ records, from, to: asked, goesBack }: WayBackArgs): WayBack {
  const to = targetOf({ records, from, asked });
  const last = records.findLastIndex((record) => record.state === "live" && standsFor(record) === to.id);
  const then = appliedAfter(records.slice(0, last + 1), goesBack);
  const now = appliedAfter(records, goesBack);
  const lost = then.find(({ id }) => !isIn(now, id));
  if (lost === undefined) return { to, migrations: now.filter(({ id }) => !isIn(then, id)) };
  throw badInput(
    `${to.id} needs the migration ${lost.id}, which was undone since.`,
    `Deploy its commit instead: git checkout ${to.source.commit.slice(0, 12)}, then ${deployCommand(to.stage)}`,
  );
}

/** The versions of a deployment that are still there: a function that was removed since has others when it comes back. */
export function versionsLeft(to: DeploymentRecord, records: Records): FunctionVersions {
  const since = records.filter(({ id }) => id > to.id);
  const left = Object.entries(to.versions ?? {}).filter(([name]) => since.every(({ bundles }) => name in bundles));
  return Object.fromEntries(left);
}

/** A rollback stands for what it went back to. */
const standsFor = ({ id, restores }: DeploymentRecord): string => restores ?? id;

type Search = { readonly records: Records; readonly from: DeploymentRecord; readonly asked: string | undefined };

function targetOf({ records, from, asked }: Search): DeploymentRecord {
  const current = standsFor(from);
  const known = records.filter(({ id, kind, state }) => kind === "deployment" && state === "live" && id !== current);
  if (asked !== undefined) {
    const named = known.find(({ id }) => id === asked);
    if (named !== undefined) return named;
    const listed = known.map(({ id }) => id).slice(-5);
    const fix = listed.length === 0 ? "There is no other one yet." : `There are: ${listed.join(", ")}`;
    throw badInput(asked === current ? `${asked} is what is live.` : `No deployment ${asked} was ever live here.`, fix);
  }
  const begunOn = records.find(({ id }) => id === current)?.before.deployment;
  const before = liveOf(records.filter(({ id }) => id === begunOn));
  const target = known.find(({ id }) => before !== undefined && id === standsFor(before));
  if (target !== undefined) return target;
  throw badInput(
    `${current} is the first deployment: there is none before it.`,
    `Deploy what you want instead: ${deployCommand(from.stage)}`,
  );
}

/** The migrations that are applied after these, by what the ledger tells. */
function appliedAfter(records: Records, goesBack: StageMigrations["goesBack"]): Migrations {
  let applied: Migrations = [];
  for (const { kind, migrations } of records.filter(({ state }) => state === "live")) {
    const others = applied.filter(({ id }) => !isIn(migrations, id));
    applied =
      kind === "deployment"
        ? [...others, ...migrations]
        : applied.filter(({ id }) => !isIn(migrations, id) || !goesBack(id));
  }
  return applied;
}

function isIn(migrations: Migrations, sought: string): boolean {
  return migrations.some(({ id }) => id === sought);
}
