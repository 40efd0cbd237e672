import type { Migration, PlainItem } from "../migrations/migration.ts";
import { plainOf, typedOf } from "../migrations/plain.ts";
import { imageHash } from "./image.ts";
import type { ImagedItem } from "./imaged-items.ts";
import { persistently } from "./persistence.ts";
import type { MigrationPorts } from "./run-types.ts";
import type { UndoEntry } from "./undo-log.ts";
import type { FoundSoFar } from "./verification.ts";

export type ImagedVerdict = {
  readonly ports: Pick<MigrationPorts, "table" | "sleep">;
  readonly migration: Migration;
  readonly item: ImagedItem;
  readonly found: FoundSoFar;
};

/**
 * Compares one item of the undo log with what the table holds now: `down` of what the run wrote must be the before-image;
 * where the item was changed since or is gone, `down` of `up` of the before-image must be.
 */
export async function imagedVerdict(
  { ports, migration, item, found }: ImagedVerdict,
  signal: AbortSignal,
): Promise<void> {
  const { id, entries } = item;
  if (entries.some(({ before, beforeHash }) => imageHash(before) !== beforeHash)) found.problem("image-damaged", id);
  const now = await persistently({ ports }, () => ports.table.read(id, signal), signal);
  const hash = now === undefined ? undefined : imageHash(now);
  const entry = entries.find(({ afterHash }) => afterHash === hash);
  if (now !== undefined && entry !== undefined) {
    found.imaged("unchanged");
    if (!isBack(migration, plainOf(now), entry)) found.problem("down-differs", id);
    return;
  }
  found.imaged(now === undefined ? "deleted" : "changedSince");
  const [newest] = entries;
  const up = migration.up(plainOf(newest.before));
  if (up.kind !== "changed" || !isBack(migration, up.item, newest)) found.problem("down-differs", id);
}

function isBack(migration: Migration, after: PlainItem, { beforeHash }: UndoEntry): boolean {
  const down = migration.down(after);
  return down.kind === "changed" && imageHash(typedOf(down.item)) === beforeHash;
}
