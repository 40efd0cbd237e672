import { archivedKeys } from "./archived-lines.ts";
import type { MigrationPorts } from "./run-types.ts";
import { logPrefix, readUndo, type UndoEntry } from "./undo-log.ts";

/** All before-images of one item, newest first. */
export type ImagedItem = { readonly id: string; readonly entries: readonly [UndoEntry, ...UndoEntry[]] };

export type ImagedBatch = {
  /** Everything from this key on has been given. */
  readonly key: string;
  readonly items: readonly ImagedItem[];
};

/**
 * A segment's undo log from its newest object to its oldest, each item once, where its first image lies. What was given
 * before, down to the key `given`, is read again for images that belong to items still to come, and not given again.
 */
export async function* imagedItems(
  ports: Pick<MigrationPorts, "archive" | "sleep">,
  { run, segment, given }: { readonly run: string; readonly segment: number; readonly given?: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<ImagedBatch> {
  const keys = await archivedKeys(ports, { prefix: logPrefix("undo", { run, segment }) }, signal);
  const later = new Map<string, UndoEntry[]>();
  for (const key of keys.toReversed()) {
    const items: ImagedItem[] = [];
    for (const entry of (await readUndo(ports, key, signal)).toReversed()) {
      const newer = later.get(entry.id) ?? [];
      if (entry.again) later.set(entry.id, [...newer, entry]);
      else {
        later.delete(entry.id);
        const [newest = entry, ...others] = [...newer, entry];
        items.push({ id: entry.id, entries: [newest, ...others] });
      }
    }
    if (given === undefined || key < given) yield { key, items };
  }
}
