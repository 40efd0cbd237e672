import { setTimeout as sleep } from "node:timers/promises";
import { SCHEMA_VERSION } from "../../../runtime/domain/job.ts";
import { migratedTable } from "../../../runtime/migrating/aws/migrated-table.ts";
import { sampled } from "../../../runtime/migrating/plan-sample.ts";
import { plainOf } from "../../../runtime/migrations/plain.ts";
import { MIGRATIONS } from "../../../runtime/migrations/registry.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";

const SAMPLE = 1_000;
const MOST_NAMED = 5;

/** A sample of the stored jobs: what says that it is of this schema has to be; older shapes are counted. */
export const storedJobs: VerificationStep = {
  name: "stored jobs",
  needs: ["stack outputs"],
  async run({ stage, found }, signal) {
    const { region, jobsTable } = brought(found.outputs);
    const newest = MIGRATIONS.at(-1);
    const counts = { canonical: 0, legacy: 0, quarantine: 0 };
    const broken: string[] = [];
    const ports = {
      table: migratedTable({ table: jobsTable, client: { region } }),
      sleep: (milliseconds: number, own: AbortSignal) => sleep(milliseconds, undefined, { signal: own }),
    };
    const all = await sampled(
      { ports, sample: SAMPLE },
      (item) => {
        const { kind } = newest?.classify(plainOf(item)) ?? { kind: "quarantine" as const };
        counts[kind] += 1;
        if (kind !== "canonical" && item.schemaVersion?.N === `${SCHEMA_VERSION}`) broken.push(item.id?.S ?? "");
      },
      signal,
    );
    const findings = broken.slice(0, MOST_NAMED).map((id): Finding => {
      const message = `The stored job ${id} says that it is of schema ${SCHEMA_VERSION} and does not fit it.`;
      return { code: "job-broken", message, subject: id, fix: `See: ops migrate-schema --stage ${stage}` };
    });
    const detail = `${all ? "all" : "a sample"}: ${counts.canonical} canonical, ${counts.legacy} of older shapes, ${counts.quarantine} undecidable`;
    return { steps: [judgedStep({ name: this.name, detail, findings })] };
  },
};
