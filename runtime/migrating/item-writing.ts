import { asFailure } from "../domain/failure.ts";
import { imageHash } from "./image.ts";
import { type Judging, judge, type Rewrite } from "./judge.ts";
import type { Lease } from "./lease.ts";
import type { Pace } from "./pace.ts";
import { persistently, waitAfter } from "./persistence.ts";
import type { Item } from "./ports.ts";
import type { Counts, MigrationPorts, QuarantineLine } from "./run-types.ts";
import type { SegmentLog } from "./segment-log.ts";

/** How often an item that others change meanwhile is transformed again before it is put off. */
const ROUNDS = 8;
const FAILURES = 9;

export type Writing = Judging & {
  readonly ports: MigrationPorts;
  readonly log: SegmentLog;
  readonly pace: Pace;
  readonly lease: Lease;
};

export type Written = {
  readonly outcome: "migrated" | "canonical" | "deleted" | "quarantined" | "contended";
  readonly shape?: string;
  readonly line?: QuarantineLine;
  readonly counts: Pick<Counts, "races" | "retries" | "writeUnits">;
};

type Tried = "written" | "changed" | "not-expressible" | "unknown";

/** Writes one item whose image is durable, if it is still exactly what was read; otherwise reads, judges and images it again. */
export async function writeItem(writing: Writing, first: Rewrite, signal: AbortSignal): Promise<Written> {
  const { ports, log } = writing;
  const counts = { races: 0, retries: 0, writeUnits: 0 };
  const onRetry = () => {
    counts.retries += 1;
  };
  let rewrite = first;
  let failures = 0;
  for (let round = 0; round < ROUNDS; ) {
    const { tried, consumed, failure } = await tryWrite(writing, rewrite, signal);
    counts.writeUnits += consumed;
    const { shape } = rewrite;
    if (tried === "written") return { outcome: "migrated", shape, counts };
    if (tried === "not-expressible") return { outcome: "quarantined", line: inexpressible(rewrite), counts };
    if (tried === "unknown") {
      onRetry();
      failures += 1;
      if (failures > FAILURES) throw failure;
      await ports.sleep(waitAfter(failures), signal);
    }
    const read = () => ports.table.read(rewrite.id, signal);
    const now: Item | undefined = await persistently({ ports, onRetry }, read, signal);
    if (now === undefined) return { outcome: "deleted", counts };
    const hash = imageHash(now);
    // A write can take effect although its answer was lost, and a repeated one then finds its own traces.
    if (log.entryOf(rewrite.id, hash) !== undefined) return { outcome: "migrated", shape, counts };
    if (tried === "changed") {
      counts.races += 1;
      round += 1;
    }
    if (hash === rewrite.beforeHash) continue;
    const judged = judge(writing, now);
    if (judged.kind === "canonical") return { outcome: "canonical", counts };
    if (judged.kind === "quarantine") return { outcome: "quarantined", line: judged.line, counts };
    rewrite = judged;
    await log.image([rewrite], signal);
  }
  return { outcome: "contended", counts };
}

async function tryWrite(
  { ports, migration, pace, lease }: Writing,
  { read, next, shape, units }: Rewrite,
  signal: AbortSignal,
): Promise<{ readonly tried: Tried; readonly consumed: number; readonly failure?: unknown }> {
  const settle = await pace.take(units, signal);
  await lease.confirm(signal);
  signal.throwIfAborted();
  const absent = migration.reads(shape).filter((name) => read[name] === undefined);
  try {
    const { outcome, consumedUnits } = await ports.table.replace({ read, next, absent }, signal);
    settle(consumedUnits);
    return { tried: outcome, consumed: consumedUnits };
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "unavailable") throw error;
    const throttled = failure.reason === "throttled";
    if (throttled) pace.throttled();
    // Nobody can say what a write took whose answer was lost; at most all of it.
    return { tried: "unknown", consumed: throttled ? 0 : units, failure };
  }
}

function inexpressible({ id, shape, beforeHash }: Rewrite): QuarantineLine {
  const sentence = "It has more attributes than one conditional write can compare.";
  return { id, shape, beforeHash, reason: "not-expressible", sentence };
}
