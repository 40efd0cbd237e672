import type { Migration } from "../migrations/migration.ts";
import { judge } from "./judge.ts";
import { unitsASecond } from "./pace.ts";
import { persistently } from "./persistence.ts";
import { type Sample, sampled } from "./plan-sample.ts";
import { type PlanTally, planTally } from "./plan-tally.ts";
import type { TableFacts } from "./ports.ts";
import { dollarsOf } from "./price.ts";
import type { Bookkeeping, MigrationPlan, MigrationPorts, Rate } from "./run-types.ts";
import { estimatedCount } from "./wilson.ts";

/** Items a second that one process rewrites where nothing else holds it back; cautious. */
const ITEMS_A_SECOND = 500;
/** Bytes that one unit of a consistent read covers. */
const READ_BYTES = 4_096;

export type Planning = {
  readonly ports: Pick<MigrationPorts, "table" | "sleep">;
  readonly migration: Migration;
  readonly bookkeeping: Bookkeeping;
  readonly sample: Sample;
  readonly rate?: Rate;
};

/** What applying a migration would do, by classifying and transforming a sample, or everything, in memory. Nothing is written. */
export async function planMigration(
  { ports, migration, sample, rate = {}, ...rest }: Planning,
  signal: AbortSignal,
): Promise<MigrationPlan> {
  const facts = await persistently({ ports }, () => ports.table.describe(signal), signal);
  const unitsPerSecond = unitsASecond(rate, facts.provisionedWriteUnits);
  const keys = facts.keyAttributes;
  const tallying = planTally(keys);
  const judging = { migration, bookkeeping: rest.bookkeeping, keys };
  const full = await sampled({ ports, sample }, (item) => tallying.add(item, judge(judging, item)), signal);
  return planOf({ migration: migration.id, facts, tally: tallying.tally(), full, unitsPerSecond });
}

type Planned = {
  readonly migration: string;
  readonly facts: TableFacts;
  readonly tally: PlanTally;
  readonly full: boolean;
  readonly unitsPerSecond: number;
};

function planOf({ migration, facts, tally, full, unitsPerSecond }: Planned): MigrationPlan {
  const { seen: sampled } = tally;
  const items = full ? sampled : Math.max(facts.approximateItems, sampled);
  const of = (seen: number) => estimatedCount({ seen, sampled, items });
  const times = sampled === 0 ? 0 : items / sampled;
  const writeUnits = Math.ceil(tally.writeUnits * times);
  const bytes = full ? tally.bytes : Math.max(facts.approximateBytes, tally.bytes * times);
  const readUnits = Math.ceil(bytes / READ_BYTES);
  const rewritten = (sampled - tally.canonical - tally.quarantined) * times;
  return {
    migration,
    table: facts.name,
    sampled,
    full,
    items,
    shapes: Object.fromEntries([...tally.shapes].sort().map(([shape, seen]) => [shape, of(seen)])),
    canonical: of(tally.canonical),
    quarantined: of(tally.quarantined),
    reasons: Object.fromEntries(
      [...tally.reasons].sort().map(([reason, { count, examples }]) => [reason, { ...of(count), examples }]),
    ),
    readUnits,
    writeUnits,
    dollars: dollarsOf({ readUnits, writeUnits }),
    seconds: Math.ceil(Math.max(writeUnits / unitsPerSecond, rewritten / ITEMS_A_SECOND)),
    problems: problemsOf(facts, tally),
  };
}

function problemsOf({ name, pointInTimeRecovery }: TableFacts, { misfits }: PlanTally): string[] {
  const recovery = `Point-in-time recovery is off for ${name}. Switch it on, or name a backup with --i-have-a-backup.`;
  return [...(pointInTimeRecovery ? [] : [recovery]), ...misfits];
}
