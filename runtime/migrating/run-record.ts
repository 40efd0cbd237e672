import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { Failure } from "../domain/failure.ts";
import type { KeyAttributes } from "./index-keys.ts";
import { readEntry, writeEntry } from "./ledger-writing.ts";
import type { MigrationPorts, RunParameters, RunState } from "./run-types.ts";

const ENTRY = "run";

const RunRecord = z.object({
  state: z.enum(["applying", "incomplete", "applied", "rolling-back", "rolled-back"] satisfies RunState[]),
  parameters: z.object({
    stage: z.string(),
    migration: z.string(),
    segments: z.int(),
    pageItems: z.int(),
    rate: z.object({ maxWcu: z.optional(z.number()), maxPercent: z.optional(z.number()) }),
  }),
  codeHash: z.string(),
  startedAt: z.number(),
  updatedAt: z.number(),
  approximateItems: z.number(),
  /** Write capacity units a second that the table is set to; absent for one that is paid per request. */
  provisionedWriteUnits: z.optional(z.number()),
  keyAttributes: z.array(z.object({ index: z.optional(z.string()), name: z.string(), type: z.enum(["S", "N", "B"]) })),
  /** The fencing number of the lease under which the run is worked on. */
  fence: z.int(),
  /** What had been done when it was last begun or resumed, and when that was. */
  since: z.object({ at: z.number(), scanned: z.number(), writeUnits: z.number() }),
});
type Value = z.infer<typeof RunRecord>;

/** The head of a run in the ledger. */
export type RunRecord = { readonly run: string; readonly revision: number } & Omit<
  Readonly<Value>,
  "parameters" | "keyAttributes"
> & {
    readonly parameters: RunParameters;
    readonly keyAttributes: KeyAttributes;
  };

type LedgerPorts = Pick<MigrationPorts, "ledger" | "sleep">;

/** A run's head; throws `not-found` when there is no such run. */
export async function requireRun(ports: LedgerPorts, run: string, signal: AbortSignal): Promise<RunRecord> {
  const { revision, value } = await readEntry(ports, { run, entry: ENTRY }, signal);
  if (revision === 0) {
    throw new Failure(
      "not-found",
      `There is no run ${run} in the ledger. --status lists the last run of each migration.`,
    );
  }
  const parsed = RunRecord.safeParse(value);
  if (!parsed.success) throw new Failure("internal", `The ledger's record of run ${run} cannot be read.`);
  return { run, revision, ...parsed.data } as RunRecord;
}

/** Writes a run's head over the one that was read; a new run has revision 0. */
export async function writeRun(ports: LedgerPorts, record: RunRecord, signal: AbortSignal): Promise<RunRecord> {
  const { run, revision, ...value } = record;
  const written = await writeEntry(ports, { run, entry: ENTRY, revision, value }, signal);
  return { ...record, revision: written.revision };
}

/** SHA-256 of what must stay the same when a run goes on: everything but its rate. */
export function parametersHash({ stage, migration, segments, pageItems }: RunParameters): string {
  return createHash("sha256")
    .update(JSON.stringify([stage, migration, segments, pageItems]))
    .digest("hex");
}

/** Throws `invalid-request`, naming both sides, when a run was begun with other code or other parameters. */
export function requireSame(
  record: RunRecord,
  { codeHash, parameters }: { readonly codeHash: string; readonly parameters: RunParameters },
): void {
  if (record.codeHash !== codeHash) {
    throw new Failure(
      "invalid-request",
      `Run ${record.run} was begun with the code ${record.codeHash} of ${record.parameters.migration}, and this is ${codeHash}. Go on with that code, or roll the run back first.`,
      { reason: "other-code" },
    );
  }
  if (parametersHash(record.parameters) !== parametersHash(parameters)) {
    throw new Failure(
      "invalid-request",
      `Run ${record.run} was begun with ${told(record.parameters)} (${parametersHash(record.parameters)}), and this asks for ${told(parameters)} (${parametersHash(parameters)}). Go on with the same, or roll the run back first.`,
      { reason: "other-parameters" },
    );
  }
}

function told({ stage, migration, segments, pageItems }: RunParameters): string {
  return `${migration} on ${stage} in ${segments} segments, ${pageItems} items a page`;
}
