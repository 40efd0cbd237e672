import {
  type BenchAws,
  dropTable,
  makeJobsTable,
  makeOperationsTable,
  putAll,
  startBenchAws,
} from "./migration/bench-aws.ts";
import { canonicalItem } from "./migration/canonical-item.ts";
import { legacyItems } from "./migration/legacy-items.ts";
import { migrateOurs } from "./migration/migrate-ours.ts";
import { scanAndPut } from "./peers/scan-and-put.ts";
import { median, type Row } from "./row.ts";

/** Of one run; the jobs of all runs together are as many as the other rows migrate at once. */
const JOBS = 800;
const RUNS = 5;
const TARGET = 1.7;

/** Items a second from the first read to the end of the run, undo log and checkpoints included, of a table that nobody else uses. */
export const migrationRate: Row = {
  name: "migration-rate",
  work: `migrate ${(RUNS * JOBS).toLocaleString("en")} jobs of 12 shapes at rest, ${JOBS} at a time`,
  peer: "scan and put, one at a time, without condition or undo log",
  target: { text: `≥ ${TARGET} ×`, met: (ratio) => ratio >= TARGET },
  async measure(signal) {
    const aws = await startBenchAws(signal);
    const { dynamo } = aws;
    const ours: number[] = [];
    const peer: number[] = [];
    try {
      for (let run = 0; run < RUNS; run += 1) {
        const operations = `operations-${run}`;
        await makeOperationsTable({ dynamo, name: operations });
        ours.push(
          await rate({ aws, table: `ours-${run}` }, signal, (table) => migrateOurs({ aws, table, operations }, signal)),
        );
        const put = (name: string) => scanAndPut({ dynamo, name, transform: canonicalItem }, signal);
        peer.push(await rate({ aws, table: `peer-${run}` }, signal, put));
      }
    } finally {
      await aws.stop();
    }
    const spread = (rates: readonly number[]) =>
      `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)} items/s`;
    const notes = [`  migration-rate: ours ${spread(ours)}, peer ${spread(peer)} over ${RUNS} runs each`];
    return { ours: median(ours), peer: median(peer), unit: "items/s", notes };
  },
};

/** Items a second of a migration of a fresh table. */
async function rate(
  { aws: { dynamo }, table }: { readonly aws: BenchAws; readonly table: string },
  signal: AbortSignal,
  migrate: (table: string) => Promise<unknown>,
): Promise<number> {
  await makeJobsTable({ dynamo, name: table });
  await putAll({ dynamo, name: table, items: legacyItems(JOBS) }, signal);
  const began = performance.now();
  await migrate(table);
  const seconds = (performance.now() - began) / 1_000;
  await dropTable({ dynamo, name: table });
  return JOBS / seconds;
}
