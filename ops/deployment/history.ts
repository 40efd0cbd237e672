import { readEntries } from "../../runtime/migrating/ledger-writing.ts";
import { recordIn } from "./journal.ts";
import type { DeploymentPorts } from "./ports.ts";
import { DEPLOYMENTS, type DeploymentRecord } from "./record.ts";

/** All deployments and rollbacks of a stage, oldest first. */
export async function deploymentsOf(
  ports: Pick<DeploymentPorts, "ledger" | "sleep">,
  signal: AbortSignal,
): Promise<readonly DeploymentRecord[]> {
  return (await readEntries(ports, DEPLOYMENTS, signal)).map(recordIn);
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
