import { Failure } from "../domain/failure.ts";
import type { Migration } from "../migrations/migration.ts";
import { type PastMigration, readPast, writePast } from "./history.ts";
import type { Lease } from "./lease.ts";
import { unitsASecond } from "./pace.ts";
import { persistently } from "./persistence.ts";
import { type RunRecord, requireRun, requireSame, writeRun } from "./run-record.ts";
import type { MigrationPorts, RunParameters } from "./run-types.ts";
import { statusOf } from "./status.ts";

export type Beginning = {
  readonly ports: MigrationPorts;
  readonly migration: Migration;
  readonly codeHash: string;
  readonly parameters: RunParameters;
  readonly resume?: string;
};

/** The run to work on under a lease: the unfinished one with this lease's number, or a new one, in the ledger and its history. */
export async function beginRun(beginning: Beginning, lease: Lease, signal: AbortSignal): Promise<RunRecord> {
  const { ports, codeHash, parameters, resume } = beginning;
  const past = await readPast(ports, beginning.migration.id, signal);
  requireApplicable(past, codeHash);
  const unfinished = past?.state === "applying" ? past.run : undefined;
  if (resume !== undefined && resume !== unfinished) {
    const known = await requireRun(ports, resume, signal);
    throw new Failure(
      "invalid-request",
      `Run ${resume} is ${known.state}; there is nothing to go on with. Apply without it.`,
    );
  }
  if (unfinished === undefined) return newRun(beginning, { lease, past }, signal);
  const record = await requireRun(ports, unfinished, signal);
  requireSame(record, { codeHash, parameters });
  const { counts } = await statusOf({ ports, run: unfinished }, signal);
  const since = { at: ports.now(), scanned: counts.scanned, writeUnits: counts.writeUnits };
  unitsASecond(parameters.rate, record.provisionedWriteUnits);
  const { rate } = parameters;
  const state = record.state === "applied" ? "applied" : "applying";
  const change = {
    state,
    fence: lease.fence,
    updatedAt: ports.now(),
    since,
    parameters: { ...record.parameters, rate },
  } as const;
  return writeRun(ports, { ...record, ...change }, signal);
}

/** Ends a run whose segments have all been gone through: applied, or incomplete where contended items are left. */
export async function endRun(
  { ports, record }: { readonly ports: MigrationPorts; readonly record: RunRecord },
  signal: AbortSignal,
): Promise<RunRecord> {
  const { counts, segments } = await statusOf({ ports, run: record.run }, signal);
  const complete = counts.contended === 0 && segments.every(({ state }) => state === "done");
  const state = complete ? "applied" : "incomplete";
  const ended = await writeRun(ports, { ...record, state, updatedAt: ports.now() }, signal);
  const past = await readPast(ports, record.parameters.migration, signal);
  if (complete && past !== undefined)
    await writePast(ports, { ...past, state: "applied", appliedAt: ports.now() }, signal);
  return ended;
}

function requireApplicable(past: PastMigration | undefined, codeHash: string): void {
  if (past?.state === "rolling-back") {
    throw new Failure(
      "invalid-request",
      `Run ${past.run} is being rolled back. Finish that first: --rollback ${past.run}.`,
    );
  }
  if (past?.state === "applied" && past.codeHash !== codeHash) {
    throw new Failure(
      "invalid-request",
      `The code of migration ${past.migration} is ${codeHash}, and run ${past.run} was made with ${past.codeHash}. Put that code back, make a next migration, or roll the run back.`,
      { reason: "drifted" },
    );
  }
}

type NewRun = { readonly lease: Lease; readonly past: PastMigration | undefined };

async function newRun(beginning: Beginning, { lease, past }: NewRun, signal: AbortSignal): Promise<RunRecord> {
  const { ports, migration, codeHash, parameters } = beginning;
  requireParameters(parameters);
  const facts = await persistently({ ports }, () => ports.table.describe(signal), signal);
  const { approximateItems, provisionedWriteUnits, keyAttributes } = facts;
  unitsASecond(parameters.rate, provisionedWriteUnits);
  const at = ports.now();
  const record: RunRecord = {
    run: runId(ports),
    revision: 0,
    state: "applying",
    parameters,
    codeHash,
    startedAt: at,
    updatedAt: at,
    approximateItems,
    keyAttributes,
    ...(provisionedWriteUnits === undefined ? {} : { provisionedWriteUnits }),
    fence: lease.fence,
    since: { at, scanned: 0, writeUnits: 0 },
  };
  const { run } = record;
  const written = await writeRun(ports, record, signal);
  const runs = [...(past?.runs ?? []), run];
  const next = { migration: migration.id, revision: past?.revision ?? 0, codeHash, run, runs, appliedAt: at } as const;
  await writePast(ports, { ...next, state: "applying" }, signal);
  return written;
}

function runId({ now, newId }: MigrationPorts): string {
  const time = new Date(now()).toISOString().replace(/[-:]|\.\d+/g, "");
  return `R-${time}-${newId().replaceAll("-", "").slice(0, 6)}`;
}

const BOUNDS = { segments: [1, 10_000], pageItems: [1, 1_000] } as const;

function requireParameters(parameters: RunParameters): void {
  for (const name of ["segments", "pageItems"] as const) {
    const [least, most] = BOUNDS[name];
    const value = parameters[name];
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new Failure("invalid-request", `${name} is ${value}; give a whole number from ${least} to ${most}.`);
  }
}
