import type { Down, Migration, PlainItem, Up } from "../../runtime/migrations/migration.ts";

/** An item through all migrations in their order; the first that quarantines it decides. */
export function upThrough(migrations: readonly Migration[], item: PlainItem): Up {
  let outcome: Up = { kind: "unchanged", item };
  for (const { up } of migrations) {
    const next = up(outcome.item);
    if (next.kind === "quarantine") return next;
    if (next.kind === "changed") outcome = next;
  }
  return outcome;
}

/** An item back through all migrations, the last one first; the first that refuses decides. */
export function downThrough(migrations: readonly Migration[], item: PlainItem): Down {
  let outcome: Down = { kind: "unchanged", item };
  for (const { down } of migrations.toReversed()) {
    const next = down(outcome.item);
    if (next.kind === "refused") return next;
    if (next.kind === "changed") outcome = next;
  }
  return outcome;
}
