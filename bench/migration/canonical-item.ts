import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import type { Item } from "../../runtime/migrating/ports.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { plainOf, typedOf } from "../../runtime/migrations/plain.ts";

/** What a migration writes in the place of an item; the peers transform with the same code as ours. Throws for one to quarantine. */
export function canonicalItem(item: Item): Item {
  const up = canonical.up(plainOf(item));
  if (up.kind === "quarantine") throw new Error(`${item.id?.S} is to be quarantined: ${up.reason}.`);
  return up.kind === "unchanged" ? item : typedOf({ ...up.item, ...bookkeeping(up.item) });
}

/** Increments that an item has: since it became canonical, and before that, wherever its shape kept them. */
export function hitsOf({ hits, legacy, params }: Item): number {
  const before = [legacy?.M?.kept?.M?.hits, params?.M?.hits];
  return [hits, ...before].reduce((sum, value) => sum + Number(value?.N ?? 0), 0);
}

/** Whether an item is of the canonical schema. */
export function isCanonical(item: Item): boolean {
  return canonical.classify(plainOf(item)).kind === "canonical";
}
