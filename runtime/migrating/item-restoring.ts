import { RESULT_KEY } from "../domain/bookkeeping.ts";
import { asFailure } from "../domain/failure.ts";
import type { Migration } from "../migrations/migration.ts";
import { plainOf, typedOf } from "../migrations/plain.ts";
import { imageHash, unknownAttribute } from "./image.ts";
import type { ImagedItem } from "./imaged-items.ts";
import { writeUnits } from "./item-size.ts";
import type { Lease } from "./lease.ts";
import type { Pace } from "./pace.ts";
import { persistently, waitAfter } from "./persistence.ts";
import type { Item } from "./ports.ts";
import type { MigrationPorts, RollbackMode } from "./run-types.ts";
import type { UndoEntry } from "./undo-log.ts";

const ROUNDS = 20;

export type Restoring = {
  readonly ports: MigrationPorts;
  readonly migration: Migration;
  readonly mode: RollbackMode;
  readonly pace: Pace;
  readonly lease: Lease;
  /** Makes durable what an item is before it is transformed back. */
  readonly image: (entry: UndoEntry, signal: AbortSignal) => Promise<void>;
};

export type Restored =
  | { readonly outcome: "restored" | "transformed" | "untouched" | "deleted" }
  | { readonly outcome: "left"; readonly reason: string };

type Aim = { readonly next: Item; readonly outcome: "restored" | "transformed" };

/** Takes one item back to the image whose write it still has, or by code where the mode says so; anything else is left with the reason. */
export async function restoreItem(restoring: Restoring, item: ImagedItem, signal: AbortSignal): Promise<Restored> {
  const { ports } = restoring;
  let written: "restored" | "transformed" | undefined;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const now = await persistently({ ports }, () => ports.table.read(item.id, signal), signal);
    if (now === undefined) return { outcome: "deleted" };
    const aim = aimOf(restoring, item, now);
    if ("reason" in aim) return { outcome: "left", reason: aim.reason };
    if (!("next" in aim)) return { outcome: written ?? "untouched" };
    if (aim.outcome === "transformed") {
      const [beforeHash, afterHash] = [imageHash(now), imageHash(aim.next)];
      await restoring.image({ id: item.id, before: now, beforeHash, afterHash, again: false }, signal);
    }
    const tried = await tryWrite(restoring, { read: now, next: aim.next }, signal);
    if (tried === "written") return { outcome: aim.outcome };
    if (tried === "not-expressible") return { outcome: "left", reason: tried };
    written = aim.outcome;
    await ports.sleep(waitAfter(Math.min(round, 6)), signal);
  }
  return { outcome: "left", reason: "contended" };
}

/** What an item is to become: something else, what it is already, or nothing, for a reason. */
function aimOf(
  { migration, mode }: Restoring,
  { entries }: ImagedItem,
  now: Item,
): Aim | { reason: string } | { is: "back" } {
  const hash = imageHash(now);
  if (entries.some(({ beforeHash }) => beforeHash === hash)) return { is: "back" };
  const entry = entries.find(({ afterHash }) => afterHash === hash);
  if (entry !== undefined) return { next: entry.before, outcome: "restored" };
  if (mode === "image" || unknownAttribute(now) !== undefined) return { reason: "changed-since" };
  if (now[RESULT_KEY] !== undefined) return { reason: "result-elsewhere" };
  const plain = plainOf(now);
  const down = migration.down(plain);
  if (down.kind === "refused") return { reason: down.reason };
  if (down.kind === "changed") return { next: typedOf(down.item), outcome: "transformed" };
  return migration.classify(plain).kind === "legacy" ? { is: "back" } : { reason: "changed-since" };
}

/** The shape that a migrated item came from. */
function shapeOf({ legacy }: Item): string | null {
  return legacy?.M?.shape?.S ?? null;
}

async function tryWrite(
  { ports, migration, pace, lease }: Restoring,
  { read, next }: { readonly read: Item; readonly next: Item },
  signal: AbortSignal,
): Promise<"written" | "changed" | "not-expressible" | "unknown"> {
  const settle = await pace.take(writeUnits(read, next), signal);
  await lease.confirm(signal);
  signal.throwIfAborted();
  const absent = migration.reads(shapeOf(read)).filter((name) => read[name] === undefined);
  try {
    const { outcome, consumedUnits } = await ports.table.replace({ read, next, absent }, signal);
    settle(consumedUnits);
    return outcome;
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "unavailable") throw error;
    if (failure.reason === "throttled") pace.throttled();
    return "unknown";
  }
}
