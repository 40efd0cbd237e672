import { Failure } from "../domain/failure.ts";
import { joinLease } from "./lease.ts";
import { endRun } from "./run-beginning.ts";
import { requireRun } from "./run-record.ts";
import type { MigrationPorts } from "./run-types.ts";
import { statusOf } from "./status.ts";

/**
 * Ends a run that many workers were at, and releases the lease they worked under. Throws `invalid-request` with the reason
 * `segments-left` when some of them stopped before their end; the run then goes on with the next apply.
 */
export async function takeLastTurn(
  { ports, run }: { readonly ports: MigrationPorts; readonly run: string },
  signal: AbortSignal,
): Promise<void> {
  const lease = await joinLease(ports, run, signal);
  const { segments } = await statusOf({ ports, run }, signal);
  const left = segments.filter(({ state }) => state === "waiting" || state === "scanning").length;
  if (left === 0) await endRun({ ports, record: await requireRun(ports, run, signal) }, signal);
  await lease.release(signal);
  if (left === 0) return;
  const message = `${left} of ${segments.length} segments of run ${run} stopped before their end. Apply again to go on.`;
  throw new Failure("invalid-request", message, { reason: "segments-left" });
}
