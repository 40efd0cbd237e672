import type { Classification, Migration, Plain, PlainItem } from "../../../runtime/migrations/migration.ts";

const SHAPE = "old";
const isMap = (value: Plain | undefined): value is PlainItem =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function classify(item: PlainItem): Classification {
  if (item.schemaVersion === 13) return { kind: "canonical" };
  if (item.target !== undefined) return { kind: "legacy", shape: SHAPE };
  return { kind: "quarantine", reason: "unknown-shape", shape: null };
}

/** A migration of one shape, `{id, target, hits?, state?, …}`, with which the core is tried apart from any real one. */
export const tinyMigration: Migration = {
  id: "0099-tiny",
  reads: () => ["schemaVersion", "target", "hits", "state", "ttl"],
  classify,
  up(item) {
    const found = classify(item);
    if (found.kind === "canonical") return { kind: "unchanged", item };
    if (found.kind === "quarantine") return found;
    const { id = null, target = null, hits, state, ttl, ...kept } = item;
    if (target === "") return { kind: "quarantine", reason: "missing-url", shape: SHAPE };
    const changed = {
      id,
      schemaVersion: 13,
      type: "async",
      status: state === "done" ? "completed" : "pending",
      url: target,
      params: hits === undefined ? {} : { hits },
      createdAt: 1_700_000_000_000,
      updatedAt: 1_700_000_000_000,
      ...(ttl === undefined ? {} : { ttl }),
      legacy: { shape: SHAPE, kept: { ...kept, ...(state === undefined ? {} : { state }) } },
    };
    return { kind: "changed", item: changed };
  },
  down(item) {
    if (item.schemaVersion !== 13 || !isMap(item.legacy)) return { kind: "unchanged", item };
    if (item.status === "failed") return { kind: "refused", reason: "inexpressible", shape: SHAPE };
    const { id = null, url = null, params, legacy, ttl } = item;
    const kept = isMap(legacy.kept) ? legacy.kept : {};
    const hits = isMap(params) ? params.hits : undefined;
    const state = item.status === "completed" ? { state: "done" } : kept.state === "done" ? { state: "open" } : {};
    const times = ttl === undefined ? {} : { ttl };
    return {
      kind: "changed",
      item: { ...kept, id, target: url, ...(hits === undefined ? {} : { hits }), ...state, ...times },
    };
  },
};

/** What a store would keep beside a canonical item. */
export function tinyBookkeeping({ status = null, createdAt = null }: PlainItem): PlainItem {
  return { listedUnder: `jobs-${String(status)}`, listedAt: String(createdAt) };
}
