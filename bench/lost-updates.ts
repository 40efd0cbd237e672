import { setTimeout as pause } from "node:timers/promises";
import {
  allItems,
  type BenchAws,
  dropTable,
  makeJobsTable,
  makeOperationsTable,
  putAll,
  startBenchAws,
} from "./migration/bench-aws.ts";
import { canonicalItem, hitsOf, isCanonical } from "./migration/canonical-item.ts";
import { startCounterWriters } from "./migration/counter-writers.ts";
import { legacyItems } from "./migration/legacy-items.ts";
import { legacyJobId } from "./migration/legacy-jobs.ts";
import { migrateOurs } from "./migration/migrate-ours.ts";
import { scanThenBatchWrite } from "./peers/scan-then-batch-write.ts";
import type { Row } from "./row.ts";

const JOBS = 4_000;
const WRITERS = 4;
const BEFORE_AND_AFTER_MILLISECONDS = 2_000;

type Migrate = (table: string) => Promise<unknown>;
type Seen = { readonly acknowledged: number; readonly lost: number; readonly skipped: number };

/** Increments that the table acknowledged and does not have after a migration that ran meanwhile. */
export const lostUpdates: Row = {
  name: "lost-updates",
  work: `migrate ${JOBS.toLocaleString("en")} jobs of 12 shapes while ${WRITERS} processes increment counters in them`,
  peer: "scan, then batch write, as the documents sample it",
  target: { text: "0 lost, 0 skipped", met: (ratio, ours) => ours === 0 && ratio === 0 },
  async measure(signal) {
    const aws = await startBenchAws(signal);
    const { dynamo } = aws;
    try {
      const ours = await underWriters({ aws, table: "ours" }, signal, async (table) => {
        await makeOperationsTable({ dynamo, name: "operations" });
        await migrateOurs({ aws, table, operations: "operations" }, signal);
      });
      const peer = await underWriters({ aws, table: "peer" }, signal, (table) =>
        scanThenBatchWrite({ dynamo, name: table, transform: canonicalItem }, signal),
      );
      if (ours.skipped > 0) throw new Error(`Ours left ${ours.skipped} items as they were.`);
      return { ours: ours.lost, peer: peer.lost, unit: "lost", notes: [told("ours", ours), told("peer", peer)] };
    } finally {
      await aws.stop();
    }
  },
};

/** Migrates a table while writers write, from a while before until a while after. */
async function underWriters(
  { aws, table }: { readonly aws: BenchAws; readonly table: string },
  signal: AbortSignal,
  migrate: Migrate,
): Promise<Seen> {
  const { dynamo } = aws;
  await makeJobsTable({ dynamo, name: table });
  await putAll({ dynamo, name: table, items: legacyItems(JOBS) }, signal);
  const writers = await startCounterWriters({ aws, table, jobs: JOBS, writers: WRITERS }, signal);
  let acknowledged: readonly number[] = [];
  try {
    await pause(BEFORE_AND_AFTER_MILLISECONDS, undefined, { signal });
    await migrate(table);
    await pause(BEFORE_AND_AFTER_MILLISECONDS, undefined, { signal });
  } finally {
    acknowledged = await writers.stop();
  }
  const items = new Map((await allItems({ dynamo, name: table })).map((item) => [item.id?.S, item]));
  await dropTable({ dynamo, name: table });
  const found = acknowledged.map((_, job) => items.get(legacyJobId(job)));
  return {
    acknowledged: acknowledged.reduce((sum, count) => sum + count, 0),
    lost: acknowledged.reduce((sum, count, job) => sum + Math.abs(count - hitsOf(found[job] ?? {})), 0),
    skipped: found.filter((item) => item === undefined || !isCanonical(item)).length,
  };
}

function told(side: string, { acknowledged, lost, skipped }: Seen): string {
  const figure = (value: number) => value.toLocaleString("en");
  return `  lost-updates: ${side} lost ${figure(lost)} of ${figure(acknowledged)} acknowledged increments and skipped ${figure(skipped)} items`;
}
