import type { Migration } from "../migrations/migration.ts";
import { type ImagedItem, imagedItems } from "./imaged-items.ts";
import { eachInFlight } from "./in-flight.ts";
import { requireRun } from "./run-record.ts";
import type { MigrationPorts, Verification } from "./run-types.ts";
import { statusOf } from "./status.ts";
import { verification } from "./verification.ts";
import { imagedVerdict } from "./verify-image.ts";
import { listedQuarantine, scanVerdict } from "./verify-scan.ts";

const AT_ONCE = 8;

export type VerificationWork = {
  readonly ports: Pick<MigrationPorts, "table" | "archive" | "ledger" | "sleep" | "now">;
  readonly run: string;
  readonly migration: Migration;
};

/**
 * Reads the whole table and the run's undo log once more, apart from what the run did: every item canonical or on the
 * quarantine list, counts that agree, and `down` of each migrated item equal to its before-image. It changes nothing and
 * needs no lease. `undecided` while the run has not ended; throws what keeps it from reading.
 */
export async function verifyRun(
  { ports, run, migration }: VerificationWork,
  signal: AbortSignal,
): Promise<Verification> {
  const { parameters } = await requireRun(ports, run, signal);
  const { state, counts } = await statusOf({ ports, run }, signal);
  const found = verification(run);
  if (state !== "applied") found.problem("run-not-ended", run);

  const listed = await listedQuarantine(ports, run, signal);
  const segments = Array.from({ length: parameters.segments }, (_, segment) => segment);
  const scan = async (segment: number, untilOneFails: AbortSignal) => {
    await scanVerdict({ ports, migration, parameters, segment, listed, found }, untilOneFails);
  };
  await eachInFlight({ of: segments, atOnce: 4 }, scan, signal);
  for (const segment of segments) {
    for await (const { items } of imagedItems(ports, { run, segment }, signal)) {
      const look = (item: ImagedItem, untilOneFails: AbortSignal) =>
        imagedVerdict({ ports, migration, item, found }, untilOneFails);
      await eachInFlight({ of: items, atOnce: AT_ONCE }, look, signal);
    }
  }
  return found.verdict({ counts, listed: listed.size });
}
