import type { MigratedTable } from "../runtime/migrating/ports.ts";
import { makeJobsTable, makeOperationsTable, putAll, startBenchAws } from "./migration/bench-aws.ts";
import { legacyItems } from "./migration/legacy-items.ts";
import { migrateOurs } from "./migration/migrate-ours.ts";
import type { Row } from "./row.ts";

const JOBS = 1_500;
/** Write capacity units a second. */
const CAP = 150;
const WINDOW_SECONDS = 5;
const LEAST_USED = 0.9;
const MOST_USED = 1.05;

type Consumed = { readonly at: number; readonly units: number };

/** Write capacity units a second that a capped run consumed from its first write to its last, as the table itself said. */
export const migrationCap: Row = {
  name: "migration-cap",
  work: `migrate ${JOBS.toLocaleString("en")} jobs at no more than ${CAP} write capacity units a second`,
  peer: "the cap itself",
  target: {
    text: `≥ ${100 * LEAST_USED} % used, no ${WINDOW_SECONDS} s over ${Math.round(100 * MOST_USED)} %`,
    met: (ratio) => ratio >= LEAST_USED && ratio <= MOST_USED,
  },
  async measure(signal) {
    const aws = await startBenchAws(signal);
    const { dynamo } = aws;
    const writes: Consumed[] = [];
    const watch = (table: MigratedTable): MigratedTable => ({
      ...table,
      async replace(change, abort) {
        const answer = await table.replace(change, abort);
        writes.push({ at: performance.now() / 1_000, units: answer.consumedUnits });
        return answer;
      },
    });
    try {
      await makeJobsTable({ dynamo, name: "jobs" });
      await makeOperationsTable({ dynamo, name: "operations" });
      await putAll({ dynamo, name: "jobs", items: legacyItems(JOBS) }, signal);
      await migrateOurs({ aws, table: "jobs", operations: "operations", rate: { maxWcu: CAP }, watch }, signal);
    } finally {
      await aws.stop();
    }
    const worst = busiestWindow(writes);
    if (worst > MOST_USED * CAP * WINDOW_SECONDS) {
      throw new Error(
        `${worst.toFixed(0)} units were consumed in ${WINDOW_SECONDS} s, and ${CAP * WINDOW_SECONDS} are allowed.`,
      );
    }
    const percent = ((100 * worst) / (CAP * WINDOW_SECONDS)).toFixed(1);
    const notes = [
      `  migration-cap: ${percent} % of the cap in the busiest ${WINDOW_SECONDS} s of ${writes.length} writes`,
    ];
    return { ours: rateOf(writes), peer: CAP, unit: "units/s", notes };
  },
};

function rateOf(writes: readonly Consumed[]): number {
  const first = writes[0]?.at ?? Number.NaN;
  const last = writes.at(-1)?.at ?? Number.NaN;
  return writes.reduce((sum, { units }) => sum + units, 0) / (last - first);
}

/** The most units in any window, wherever it begins. */
function busiestWindow(writes: readonly Consumed[]): number {
  let most = 0;
  let sum = 0;
  let from = 0;
  for (const { at, units } of writes) {
    sum += units;
    for (let oldest = writes[from]; oldest !== undefined && oldest.at <= at - WINDOW_SECONDS; oldest = writes[from]) {
      sum -= oldest.units;
      from += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}
