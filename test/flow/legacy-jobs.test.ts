import { afterAll, describe, expect, it } from "vitest";
import { fromItem } from "../../runtime/adapters/attribute.ts";
import { Job } from "../../runtime/domain/job.ts";
import type { PlainItem } from "../../runtime/migrations/migration.ts";
import { typedOf } from "../../runtime/migrations/plain.ts";
import { caseRows } from "../case-rows.ts";
import { clock } from "../contract/clock.ts";
import { legacyJobsContract } from "../contract/legacy-jobs.ts";
import { emulatedJobStore } from "./emulated-job-store.ts";
import { legacyTable } from "./legacy-table.ts";

type Row = { shape: string | null; name: string; legacy: PlainItem; canonical: PlainItem | null; quarantine?: string };

const signal = AbortSignal.timeout(120_000);
const rows = caseRows<Row>("legacy-jobs.jsonl");

describe("older items in DynamoDB", async () => {
  const { options, storeAt, drop } = await emulatedJobStore();
  afterAll(drop);
  const table = legacyTable(options.client, options.jobsTable);

  legacyJobsContract((time) => ({ ...table, store: storeAt(time) }));

  const store = storeAt(clock());
  const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it.each(rows.flatMap(({ canonical, ...row }) => (canonical === null ? [] : [{ ...row, canonical }])))(
    "are read as their canonical job: $shape, $name",
    async ({ legacy, canonical }) => {
      await table.put(typedOf(legacy));
      const values = Object.entries(fromItem(typedOf(canonical))).filter(([name]) => Object.hasOwn(Job.shape, name));
      expect(told(await store.get(String(legacy.id), signal))).toEqual(told(Object.fromEntries(values)));
    },
  );

  // An envelope is for the way back; who reads a canonical job does not look at it.
  const unreadable = rows.filter(({ canonical, legacy }) => canonical === null && legacy.id && !("legacy" in legacy));
  it.each(unreadable.filter(({ legacy }) => typeof legacy.id === "string"))(
    "are named with the reason why they cannot be read: $quarantine, $name",
    async ({ legacy, quarantine }) => {
      await table.put(typedOf(legacy));
      const reading = store.get(String(legacy.id), signal);
      await expect(reading).rejects.toMatchObject({ code: "invalid-record", reason: quarantine });
    },
  );
});
