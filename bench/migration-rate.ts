import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
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
import { asOnAws, type RequestHandlers, SERVICE_TIME } from "./migration/service-time.ts";
import { scanAndPut } from "./peers/scan-and-put.ts";
import { median, type Row } from "./row.ts";

/** Of one run; the jobs of all runs together are as many as the other rows migrate at once. */
const JOBS = 800;
const RUNS = 5;
const TARGET = 1.7;

/** Items a second of ours and of the peer, one figure for each run. */
type Rates = { readonly ours: number[]; readonly peer: number[] };

/**
 * Items a second from the first read to the end of the run, undo log and checkpoints included, of a table that nobody else
 * uses. The embedded AWS is one process that needs nearly as long for a conditional update as the whole way of a put
 * takes, so a note says what both do where each request also takes the time that it takes on AWS; the target ignores that.
 */
export const migrationRate: Row = {
  name: "migration-rate",
  work: `migrate ${(RUNS * JOBS).toLocaleString("en")} jobs of 12 shapes at rest, ${JOBS} at a time`,
  peer: "scan and put, one at a time, without condition or undo log",
  target: { text: `≥ ${TARGET} ×`, met: (ratio) => ratio >= TARGET },
  async measure(signal) {
    const aws = await startBenchAws(signal);
    const atRest: Rates = { ours: [], peer: [] };
    const served: Rates = { ours: [], peer: [] };
    try {
      const handlers = asOnAws(aws);
      for (let run = 0; run < RUNS; run += 1) {
        await measureBoth({ aws, rates: atRest, name: `at-rest-${run}` }, signal);
        await measureBoth({ aws, rates: served, name: `served-${run}`, handlers }, signal);
      }
    } finally {
      await aws.stop();
    }
    const { dynamo, s3 } = SERVICE_TIME;
    const notes = [
      `  migration-rate: ours ${spread(atRest.ours)}, peer ${spread(atRest.peer)} over ${RUNS} runs each`,
      `  migration-rate, not judged: with ${dynamo} ms more for each DynamoDB and ${s3} ms for each S3 request of both, as assumed of AWS:`,
      `    ours ${spread(served.ours)}, peer ${spread(served.peer)}, ${(median(served.ours) / median(served.peer)).toFixed(2)} × by the medians`,
    ];
    return { ours: median(atRest.ours), peer: median(atRest.peer), unit: "items/s", notes };
  },
};

type Run = {
  readonly aws: BenchAws;
  readonly rates: Rates;
  readonly name: string;
  readonly handlers?: RequestHandlers;
};

/** Migrates a fresh table by ours and another one by the peer's. */
async function measureBoth({ aws, rates, name, handlers }: Run, signal: AbortSignal): Promise<void> {
  const operations = `operations-${name}`;
  await makeOperationsTable({ dynamo: aws.dynamo, name: operations });
  const ours = (table: string) => migrateOurs({ aws, table, operations, ...(handlers && { handlers }) }, signal);
  rates.ours.push(await rate({ aws, table: `ours-${name}` }, signal, ours));
  const { region, credentials } = aws.dynamo.config;
  const requestHandler = handlers?.dynamo ?? aws.dynamo.config.requestHandler;
  const dynamo = new DynamoDBClient({ endpoint: aws.endpoint, region, credentials, requestHandler });
  const peer = (table: string) => scanAndPut({ dynamo, name: table, transform: canonicalItem }, signal);
  rates.peer.push(await rate({ aws, table: `peer-${name}` }, signal, peer));
}

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

const spread = (rates: readonly number[]) =>
  `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)} items/s`;
