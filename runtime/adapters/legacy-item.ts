import { Failure } from "../domain/failure.ts";
import { type ExactUpdate, exactUpdate } from "../migrations/exact-update.ts";
import type { Migration, Up } from "../migrations/migration.ts";
import { plainOf, typedOf } from "../migrations/plain.ts";
import { MIGRATIONS } from "../migrations/registry.ts";
import type { Item } from "./attribute.ts";
import type { Difference } from "./job-difference.ts";
import type { LegacyItem } from "./job-record.ts";

/** An older item as the latest migration makes it; a canonical one as it is. Throws `invalid-record` with the reason of its quarantine. */
export function upgraded(item: Item): Pick<LegacyItem, "canonical" | "absent"> {
  const migration = latest();
  const made = migratedBy(migration, item);
  if (made.kind === "quarantine") throw unreadable(item, made.reason);
  return {
    canonical: made.kind === "unchanged" ? item : typedOf(made.item),
    absent: migration.reads(null),
  };
}

/** An attribute of a type that this code is too old to know cannot be put in plain form: the one item is unreadable, not the table. */
function migratedBy({ up }: Migration, item: Item): Up {
  try {
    return up(plainOf(item));
  } catch (cause) {
    throw unreadable(item, "transform-failed", cause);
  }
}

/** The canonical item that takes the place of an older one, with what has changed since that was read. */
export function replaced({ canonical }: LegacyItem, { set, remove }: Difference): Item {
  const gone = new Set(remove);
  const kept = Object.entries(canonical).filter(([name]) => !gone.has(name));
  return { ...Object.fromEntries(kept), ...set };
}

/** The update that puts the canonical item there if the older one is still exactly what was read, and nothing was added that a migration would look at. */
export function replacement({ legacy, ...difference }: Difference & { readonly legacy: LegacyItem }): ExactUpdate {
  const { item: read, absent } = legacy;
  const update = exactUpdate({ read, next: replaced(legacy, difference), absent });
  if (update !== "not-expressible") return update;
  const message = `${named(read)} has too many attributes to be written on condition that none has changed.`;
  throw new Failure("invalid-record", message, { reason: update });
}

function latest(): Migration {
  const migration = MIGRATIONS.at(-1);
  if (migration === undefined) throw new Failure("internal", "No migration is registered.");
  return migration;
}

function unreadable(item: Item, reason: string, cause?: unknown): Failure {
  const message = `${named(item)} is stored in a form that cannot be read (${reason}). The item has to be corrected.`;
  return new Failure("invalid-record", message, { reason, cause });
}

function named({ id }: Item): string {
  return id?.S === undefined ? "A job without an id" : `Job ${id.S.slice(0, 100)}`;
}
