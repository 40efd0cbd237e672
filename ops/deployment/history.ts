import { readEntries } from "../../runtime/migrating/ledger-writing.ts";
import { recordIn } from "./journal.ts";
import type { DeploymentPorts } from "./ports.ts";
import { DEPLOYMENTS, type DeploymentRecord } from "./record.ts";

/** All deployments and rollbacks of a stage, oldest first; a stuck one over which a later one was begun counts as failed. */
export async function deploymentsOf(
  ports: Pick<DeploymentPorts, "ledger" | "sleep">,
  signal: AbortSignal,
): Promise<readonly DeploymentRecord[]> {
  return closedOver((await readEntries(ports, DEPLOYMENTS, signal)).map(recordIn));
}

/**
 * Stuck records that a later one names have failed. No write of its own says so: a process may be killed between two writes,
 * and then either two would be unfinished, or what the stuck one left would be in nobody's hands.
 */
export function closedOver(records: readonly DeploymentRecord[]): readonly DeploymentRecord[] {
  const over = new Set(records.map((record) => record.over));
  return records.map((record) =>
    record.state === "stuck" && over.has(record.id) ? { ...record, state: "failed" } : record,
  );
}

/** What serves now. */
export function liveOf(records: readonly DeploymentRecord[]): DeploymentRecord | undefined {
  return records.findLast(({ state }) => state === "live");
}

/** The one that was broken off or needs a person. */
export function unfinishedOf(records: readonly DeploymentRecord[]): DeploymentRecord | undefined {
  return records.findLast(({ state }) => state === "running" || state === "undoing" || state === "stuck");
}

const RADIX = 32;
const DIGITS = 9;

export type IdArgs = {
  readonly now: number;
  /** The newest id so far. */
  readonly last: string | undefined;
  /** Four letters or digits. */
  readonly random: string;
};

/** An id that sorts after all earlier ones, also when the clock went back: `D-` with the time in base 32, and something random. */
export function deploymentId({ now, last, random }: IdArgs): string {
  const before = last === undefined ? 0 : Number.parseInt(last.slice(2, 2 + DIGITS), RADIX);
  const at = Math.max(now, before + 1);
  return `D-${at.toString(RADIX).padStart(DIGITS, "0")}-${random}`;
}
