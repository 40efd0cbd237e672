import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../runtime/domain/failure.ts";
import { itemSize, MOST_BYTES } from "../../runtime/migrating/item-size.ts";
import type { Item, MigratedTable, TableFacts } from "../../runtime/migrating/ports.ts";

const PAGE_BYTES = 1_048_576;
/** Comparisons that fit into one condition. */
const MOST_COMPARED = 150;

/** A table in memory, with what its other writers do: each of their calls is one step that nothing interleaves with. */
export type MemoryTable = MigratedTable & {
  readonly items: ReadonlyMap<string, Item>;
  put(item: Item): void;
  remove(id: string): void;
};

/** The table of a migration as DynamoDB keeps its promises: conditions, pages of 1 MB, parallel segments by the key's hash. */
export function memoryMigratedTable(start: readonly Item[], facts: Partial<TableFacts> = {}): MemoryTable {
  const items = new Map<string, Item>();
  const places = new Map<string, string>();
  const placeAt = (id: string) => {
    const place = places.get(id) ?? placeOf(id);
    places.set(id, place);
    return place;
  };
  const put = (item: Item) => {
    items.set(keyOf(item), structuredClone(item));
  };
  for (const item of start) put(item);

  return {
    items,
    put,
    remove: (id) => void items.delete(id),
    describe: async () => ({
      name: "jobs",
      approximateItems: items.size,
      approximateBytes: [...items.values()].reduce((sum, item) => sum + itemSize(item), 0),
      pointInTimeRecovery: true,
      keyAttributes: [{ name: "id", type: "S" }],
      ...facts,
    }),
    async scan({ segment, segments, from, limit }) {
      const after = from === undefined ? "" : placeAt(keyOf(from));
      const found = [...items.keys()]
        .map((id) => ({ id, place: placeAt(id) }))
        .filter(({ place }) => segmentOf(place, segments) === segment && place > after)
        .sort((a, b) => (a.place < b.place ? -1 : 1));
      const page: Item[] = [];
      let bytes = 0;
      for (const { id } of found) {
        const item = items.get(id);
        if (item === undefined) continue;
        page.push(structuredClone(item));
        bytes += itemSize(item);
        if (page.length === limit || bytes >= PAGE_BYTES) break;
      }
      const last = page.at(-1);
      const more = last !== undefined && page.length === limit;
      const position =
        last === undefined || !(more || page.length < found.length) ? {} : { next: { id: { S: keyOf(last) } } };
      return { items: page, consumedUnits: Math.ceil(bytes / 4_096), ...position };
    },
    read: async (id) => structuredClone(items.get(id)),
    async replace({ read, next, absent }) {
      const id = keyOf(read);
      const names = new Set([...Object.keys(read), ...Object.keys(next), ...absent]);
      if (names.size > MOST_COMPARED) return { outcome: "not-expressible", consumedUnits: 0 };
      const now = items.get(id);
      const units = Math.ceil(Math.max(itemSize(now ?? {}), itemSize(next), 1) / 1_024);
      const isSame = now !== undefined && [...names].every((name) => isDeepStrictEqual(now[name], read[name]));
      if (!isSame) return { outcome: "changed", consumedUnits: units };
      if (itemSize(next) > MOST_BYTES) throw new Failure("internal", "The item is larger than 400 KB.");
      const kept = Object.entries(now).filter(([name]) => !names.has(name));
      items.set(id, structuredClone({ ...Object.fromEntries(kept), ...next }));
      return { outcome: "written", consumedUnits: units };
    },
  };
}

function keyOf(item: Item): string {
  const id = item.id?.S;
  if (id === undefined || id === "") throw new Failure("invalid-request", "The item has no id.");
  return id;
}

const placeOf = (id: string) => createHash("sha1").update(id).digest("hex") + id;
const segmentOf = (place: string, segments: number) =>
  Math.floor((Number.parseInt(place.slice(0, 8), 16) / 2 ** 32) * segments);
