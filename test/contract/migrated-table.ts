import { expect, it } from "vitest";
import type { Item, MigratedTable, Position } from "../../runtime/migrating/ports.ts";

/** A fresh table of these items alone, and what another writer does to it. */
export type MigratedTableMaker = (items: readonly Item[]) => Promise<{
  readonly table: MigratedTable;
  put(item: Item): Promise<void>;
  remove(id: string): Promise<void>;
}>;

const { signal } = new AbortController();
const made = (count: number): Item[] =>
  Array.from({ length: count }, (_, nth) => ({ id: { S: `item-${nth}` }, nth: { N: String(nth) } }));

/** Everything one segment gives, page by page. */
async function walked(table: MigratedTable, segment: number, segments: number, limit: number): Promise<Item[][]> {
  const pages: Item[][] = [];
  let from: Position | undefined;
  do {
    const page = { segment, segments, limit, ...(from === undefined ? {} : { from }) };
    const { items, next, consumedUnits } = await table.scan(page, signal);
    if (items.length > 0) expect(consumedUnits).toBeGreaterThan(0);
    pages.push([...items]);
    from = next;
  } while (from !== undefined);
  return pages;
}

const RICH: Item = {
  id: { S: "rich" },
  number: { N: "1234567890123456789" },
  fraction: { N: "-0.5" },
  bytes: { B: new Uint8Array([0, 255, 7]) },
  yes: { BOOL: true },
  nothing: { NULL: true },
  list: { L: [{ S: "" }, { M: { "a.b": { N: "1" } } }] },
  words: { SS: ["a", "b"] },
  "odd name": { S: "x" },
};

/** What the table of a migration promises, whatever it is made of. */
export function migratedTableContract(make: MigratedTableMaker): void {
  it("describes the table, with the type of its key", async () => {
    const { table } = await make(made(1));
    const facts = await table.describe(signal);
    expect(facts.name).not.toBe("");
    expect(facts.keyAttributes).toContainEqual({ name: "id", type: "S" });
  });

  it.each([
    { segments: 1, limit: 3 },
    { segments: 4, limit: 2 },
    { segments: 7, limit: 100 },
  ])("gives every item in one of $segments segments, once, in pages of at most $limit", async ({ segments, limit }) => {
    const { table } = await make(made(20));
    const pages: Item[][] = [];
    for (let segment = 0; segment < segments; segment += 1)
      pages.push(...(await walked(table, segment, segments, limit)));
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
    const ids = pages.flat().map(({ id }) => id?.S);
    expect(ids.toSorted()).toEqual(
      made(20)
        .map(({ id }) => id?.S)
        .toSorted(),
    );
  });

  it("reads an item with all types of attributes as it was put, and none that is not there", async () => {
    const { table } = await make([RICH]);
    expect(await table.read("rich", signal)).toEqual(RICH);
    expect(await table.read("poor", signal)).toBeUndefined();
  });

  it("writes what differs when the item is what was read, and says what that took", async () => {
    const { table } = await make([RICH]);
    const { words: _, ...others } = RICH;
    const next = { ...others, yes: { BOOL: false }, added: { S: "new" } };
    const written = await table.replace({ read: RICH, next, absent: [] }, signal);
    expect(written.outcome).toBe("written");
    expect(written.consumedUnits).toBeGreaterThan(0);
    expect(await table.read("rich", signal)).toEqual(next);
  });

  it.each<[string, Item, readonly string[]]>([
    ["an attribute has another value", { ...RICH, number: { N: "1234567890123456788" } }, []],
    ["a value within a list is another one", { ...RICH, list: { L: [{ S: "" }, { M: { "a.b": { N: "2" } } }] } }, []],
    ["an attribute is gone", { id: { S: "rich" } }, []],
    ["an attribute is there that should not be", { ...RICH, late: { S: "x" } }, ["late"]],
    ["an attribute is there that the change would add", { ...RICH, added: { S: "x" } }, []],
  ])("writes nothing when %s", async (_, now, absent) => {
    const { table, put } = await make([RICH]);
    await put(now);
    const change = { read: RICH, next: { ...RICH, added: { S: "new" } }, absent };
    expect(await table.replace(change, signal)).toMatchObject({ outcome: "changed" });
    expect(await table.read("rich", signal)).toEqual(now);
  });

  it("leaves an attribute alone that came meanwhile and has nothing to do with the change", async () => {
    const { table, put } = await make([RICH]);
    await put({ ...RICH, late: { S: "x" } });
    const next = { ...RICH, yes: { BOOL: false } };
    expect(await table.replace({ read: RICH, next, absent: ["other"] }, signal)).toMatchObject({ outcome: "written" });
    expect(await table.read("rich", signal)).toEqual({ ...next, late: { S: "x" } });
  });

  it("does not bring back an item that was deleted", async () => {
    const { table, remove } = await make([RICH]);
    await remove("rich");
    const change = { read: RICH, next: { ...RICH, yes: { BOOL: false } }, absent: [] };
    expect(await table.replace(change, signal)).toMatchObject({ outcome: "changed" });
    expect(await table.read("rich", signal)).toBeUndefined();
  });

  it("says that an item with more attributes than one condition can compare is not expressible, and leaves it", async () => {
    const wide: Item = { id: { S: "wide" } };
    for (let nth = 0; nth < 320; nth += 1) wide[`attribute-${nth}`] = { N: String(nth) };
    const { table } = await make([wide]);
    const next = { ...wide, added: { S: "x" } };
    expect(await table.replace({ read: wide, next, absent: [] }, signal)).toMatchObject({ outcome: "not-expressible" });
    expect(await table.read("wide", signal)).toEqual(wide);
  });

  it("lets one of two writes of the same image win", async () => {
    const { table } = await make([RICH]);
    const write = (added: string) =>
      table.replace({ read: RICH, next: { ...RICH, added: { S: added } }, absent: [] }, signal);
    const outcomes = (await Promise.all([write("a"), write("b")])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["changed", "written"]);
  });
}
