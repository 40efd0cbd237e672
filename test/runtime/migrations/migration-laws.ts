import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { canonical } from "../../../runtime/migrations/0013-canonical.ts";
import type { Plain, PlainItem } from "../../../runtime/migrations/migration.ts";
import { changes, hostileItems, legacyItems } from "./legacy-items.ts";

const FIELDS = ["params", "type", "status", "url", "createdAt", "updatedAt", "result", "error", "logs"] as const;

/** One text for equal items. */
function textOf(value: Plain | undefined): string {
  return JSON.stringify(value, (_, inner: Plain) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

function fieldsOf(item: PlainItem): string {
  return textOf(
    FIELDS.map((name) =>
      name === "logs" && Array.isArray(item.logs) && item.logs.length === 0 ? null : (item[name] ?? null),
    ),
  );
}

/** The contract's invariants 1, 2, 3 and 7 for one item; tells what became of it. */
function holdsForward(item: PlainItem): PlainItem | undefined {
  const before = textOf(item);
  const found = canonical.classify(item);
  const up = canonical.up(item);
  strictEqual(textOf(item), before);
  if (up.kind === "quarantine") {
    if (found.kind === "legacy") strictEqual(up.shape, found.shape);
    else deepStrictEqual(up, found);
    strictEqual(canonical.down(item).kind, "unchanged");
    return undefined;
  }
  strictEqual(up.kind, found.kind === "canonical" ? "unchanged" : "changed");
  if (up.kind === "unchanged") return undefined;
  strictEqual(canonical.classify(up.item).kind, "canonical");
  deepStrictEqual(canonical.up(up.item), { kind: "unchanged", item: up.item });
  const down = canonical.down(up.item);
  strictEqual(down.kind === "changed" && textOf(down.item), before);
  return up.item;
}

/** Invariant 6: what changed after the migration is said by the older shape, or refused. */
function holdsBackward(item: PlainItem, change: Readonly<Record<string, Plain | undefined>>): boolean {
  const entries = Object.entries({ ...item, ...change }).filter(
    (entry): entry is [string, Plain] => entry[1] !== undefined,
  );
  const changed = Object.fromEntries(entries);
  const down = canonical.down(changed);
  if (down.kind !== "changed") {
    deepStrictEqual(down, { kind: "refused", reason: "inexpressible", shape: canonicalShape(item) });
    return false;
  }
  strictEqual(textOf(down.item.ttl), textOf(changed.ttl));
  strictEqual(down.item.id, changed.id);
  const again = canonical.up(down.item);
  strictEqual(again.kind === "changed" && fieldsOf(again.item), fieldsOf(changed));
  return true;
}

function canonicalShape({ legacy }: PlainItem): Plain | undefined {
  return (legacy as PlainItem).shape;
}

/** Holds all laws on that many generated items; tells how many there were of each outcome. */
export function holdLaws(numRuns: number): { migrated: number; left: number; back: number; refused: number } {
  const counts = { migrated: 0, left: 0, back: 0, refused: 0 };
  const items = fc.oneof({ weight: 4, arbitrary: legacyItems }, { weight: 1, arbitrary: hostileItems });
  fc.assert(
    fc.property(items, changes, (item, change) => {
      const migrated = holdsForward(item);
      counts[migrated === undefined ? "left" : "migrated"] += 1;
      if (migrated !== undefined) counts[holdsBackward(migrated, change) ? "back" : "refused"] += 1;
    }),
    { numRuns },
  );
  return counts;
}
