import * as z from "zod/mini";
import { Failure } from "../domain/failure.ts";
import { readEntry, writeEntry } from "./ledger-writing.ts";
import { requireRun } from "./run-record.ts";
import type { Control, MigrationPorts } from "./run-types.ts";

const Value = z.object({ paused: z._default(z.boolean(), false), maxWcu: z.optional(z.number().check(z.positive())) });

type LedgerPorts = Pick<MigrationPorts, "ledger" | "sleep" | "newId">;

/** What an operator wants of a run while it runs; what it does not name stays. `maxWcu: null` gives the run's own rate back. */
export type ControlChange = { readonly paused?: boolean; readonly maxWcu?: number | null };

/** A run's control record; not paused where there is none yet. */
export async function readControl(
  ports: Omit<LedgerPorts, "newId">,
  run: string,
  signal: AbortSignal,
): Promise<Control> {
  const { value } = await readEntry(ports, { run, entry: "control" }, signal);
  const parsed = Value.safeParse(value);
  if (!parsed.success) throw new Failure("internal", `The control record of run ${run} cannot be read. Set it again.`);
  return parsed.data as Control;
}

/** Sets a run's control record, which its workers read every second; throws `not-found` for an unknown run. */
export async function controlRun(
  { ports, run, change }: { readonly ports: LedgerPorts; readonly run: string; readonly change: ControlChange },
  signal: AbortSignal,
): Promise<Control> {
  if (typeof change.maxWcu === "number" && !(change.maxWcu > 0)) {
    throw new Failure(
      "invalid-request",
      `The rate is ${change.maxWcu} write units a second; give one above 0, or pause the run.`,
    );
  }
  await requireRun(ports, run, signal);
  for (;;) {
    const entry = await readEntry(ports, { run, entry: "control" }, signal);
    const { maxWcu: kept, paused: before = false } = Value.parse(entry.value);
    const maxWcu = change.maxWcu === undefined ? kept : (change.maxWcu ?? undefined);
    const control: Control = { paused: change.paused ?? before, ...(maxWcu === undefined ? {} : { maxWcu }) };
    try {
      await writeEntry(ports, { ...entry, value: { ...control, by: ports.newId() } }, signal);
      return control;
    } catch (error) {
      if (!(error instanceof Failure && error.code === "lost-race")) throw error;
    }
  }
}
