import { randomUUID } from "node:crypto";
import { readEntry, writeEntry } from "../../runtime/migrating/ledger-writing.ts";
import type { LedgerEntry } from "../../runtime/migrating/ports.ts";
import { badInput, unreadable } from "../failure.ts";
import type { DeploymentPorts } from "./ports.ts";
import { DEPLOYMENTS, DeploymentRecord, type StepRecord } from "./record.ts";

type LedgerPorts = Pick<DeploymentPorts, "ledger" | "sleep" | "now">;

/** The record of one deployment, each change of it in the ledger before anything rests on it. */
export type Journal = {
  readonly record: DeploymentRecord;
  /** Throws `lost-race` when another process has written meanwhile. */
  write(change: Partial<DeploymentRecord>, signal: AbortSignal): Promise<void>;
  /** Puts down how a step stands. */
  step(change: Pick<StepRecord, "name" | "status"> & Partial<StepRecord>, signal: AbortSignal): Promise<void>;
};

/** Begins the record of a new deployment. */
export async function beginJournal(
  { ports, record }: { readonly ports: LedgerPorts; readonly record: DeploymentRecord },
  signal: AbortSignal,
): Promise<Journal> {
  const empty = { run: DEPLOYMENTS, entry: record.id, revision: 0, value: {} };
  const entry = await writeEntry(ports, { ...empty, value: signed(record) }, signal);
  return journal({ ports, entry, record });
}

/** Goes on with the record of a deployment; bad input when there is none of that id. */
export async function openJournal(
  { ports, id }: { readonly ports: LedgerPorts; readonly id: string },
  signal: AbortSignal,
): Promise<Journal> {
  const entry = await readEntry(ports, { run: DEPLOYMENTS, entry: id }, signal);
  if (entry.revision === 0) {
    throw badInput(
      `There is no deployment ${id} in the ledger.`,
      "See which there are: ops deploy --stage STAGE --status",
    );
  }
  return journal({ ports, entry, record: recordIn(entry) });
}

/** The record that an entry of the ledger holds; `unreadable` when it holds none. */
export function recordIn({ entry, value }: LedgerEntry): DeploymentRecord {
  const record = DeploymentRecord.safeParse(value);
  if (record.success) return record.data;
  const [issue] = record.error.issues;
  const what = `The ledger's entry ${entry} is no deployment that this version understands: ${issue?.path.join(".")} ${issue?.message}.`;
  throw unreadable(what, "Use the version of ops that wrote it, or look at the entry in the operations table.");
}

type Opened = { readonly ports: LedgerPorts; readonly entry: LedgerEntry; readonly record: DeploymentRecord };

function journal({ ports, entry: first, record: begun }: Opened): Journal {
  let entry = first;
  let record = begun;
  const write = async (change: Partial<DeploymentRecord>, signal: AbortSignal) => {
    const next = { ...record, ...change, updatedAt: ports.now() };
    entry = await writeEntry(ports, { ...entry, value: signed(next) }, signal);
    record = next;
  };
  return {
    get record() {
      return record;
    },
    write,
    step({ name, ...change }, signal) {
      const there = record.steps.find((step) => step.name === name);
      const begun = { name, startedAt: there?.startedAt ?? ports.now() };
      const others = record.steps.filter((step) => step.name !== name);
      // A step that is begun again has nothing to do with how it ended before.
      const before = change.status === "started" ? begun : (there ?? begun);
      return write({ steps: [...others, { ...before, ...change }] }, signal);
    },
  };
}

/** The ledger can tell a write of its own from another one only by what it wrote. */
function signed(record: DeploymentRecord): LedgerEntry["value"] {
  return { ...record, writer: randomUUID() };
}
