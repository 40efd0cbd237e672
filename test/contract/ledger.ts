import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Ledger } from "../../runtime/migrating/ports.ts";

const { signal } = new AbortController();
const VALUE = { text: "ß", number: 1.5, yes: true, list: [1, { deep: ["a"] }], map: { "a.b": {} }, empty: [] };

/** What a ledger of small records promises. It may hold other records. */
export function ledgerContract(make: () => Promise<Ledger>): void {
  const key = () => ({ run: `R-${randomUUID()}`, entry: "run" });

  it("knows no entry that was never written", async () => {
    expect(await (await make()).read(key(), signal)).toBeUndefined();
  });

  it("gives back what was written, under a revision that rises by one", async () => {
    const ledger = await make();
    const at = key();
    const first = await ledger.write({ ...at, revision: 0, value: VALUE }, signal);
    expect(first).toEqual({ ...at, revision: 1, value: VALUE });
    expect(await ledger.read(at, signal)).toEqual(first);
    const second = await ledger.write({ ...first, value: { other: 1 } }, signal);
    expect(second).toEqual({ ...at, revision: 2, value: { other: 1 } });
    expect(await ledger.read(at, signal)).toEqual(second);
  });

  it("refuses a write over a revision that is not the last one", async () => {
    const ledger = await make();
    const at = key();
    const first = await ledger.write({ ...at, revision: 0, value: { n: 1 } }, signal);
    const second = await ledger.write({ ...first, value: { n: 2 } }, signal);
    for (const revision of [0, 1, 3]) {
      await expect(ledger.write({ ...at, revision, value: { n: 3 } }, signal)).rejects.toMatchObject({
        code: "lost-race",
      });
    }
    expect(await ledger.read(at, signal)).toEqual(second);
  });

  it("lets one of ten writers of the same revision through", async () => {
    const ledger = await make();
    const at = key();
    const writes = Array.from({ length: 10 }, (_, writer) =>
      ledger.write({ ...at, revision: 0, value: { writer } }, signal),
    );
    const told = await Promise.allSettled(writes);
    expect(told.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await ledger.read(at, signal))?.revision).toBe(1);
  });

  it("lists the entries of one run in the order of their names", async () => {
    const ledger = await make();
    const { run } = key();
    const entries = ["segment-00010", "run", "segment-00002", "control"];
    for (const entry of entries) await ledger.write({ run, entry, revision: 0, value: { entry } }, signal);
    await ledger.write({ ...key(), revision: 0, value: {} }, signal);
    const listed: unknown[] = [];
    for await (const { entry, value } of ledger.list(run, signal)) listed.push([entry, value.entry]);
    expect(listed).toEqual(entries.toSorted().map((entry) => [entry, entry]));
  });
}
