import { expect, it } from "vitest";
import { verifyRun } from "../../../runtime/migrating/verify.ts";
import { tinyMigration } from "./tiny-migration.ts";
import { apply, mixedItems, portsOf, rollback, tableOf, verify, type World, world } from "./world.ts";

const { signal } = new AbortController();
const migrated = async (): Promise<{ one: World; run: string }> => {
  const one = world(mixedItems(18));
  return { one, run: (await apply(portsOf(one))).run };
};
const codes = ({ problems }: Awaited<ReturnType<typeof verify>>) => problems.map(({ code }) => code);

it("passes a table that lived on, and counts what changed and went", async () => {
  const { one, run } = await migrated();
  const changed = tableOf(one)["job-0"] ?? {};
  one.table.put({ ...changed, status: { S: "failed" } });
  one.table.remove("job-1");
  expect(await verify(portsOf(one), run)).toMatchObject({
    verdict: "passed",
    unchanged: 10,
    changedSince: 1,
    deleted: 1,
  });
});

it("finds an item that was missed, and one that nobody listed", async () => {
  const { one, run } = await migrated();
  one.table.put({ id: { S: "late" }, target: { S: "https://example.com" } });
  one.table.put({ id: { S: "odd" } });
  const found = await verify(portsOf(one), run);
  expect(found).toMatchObject({ verdict: "failed", items: 20 });
  expect(found.problems).toMatchObject([
    { code: "not-canonical", count: 1, ids: ["late"] },
    { code: "unlisted-quarantine", count: 1, ids: ["odd"] },
  ]);
});

it("finds that transforming back gives something else", async () => {
  const { one, run } = await migrated();
  const down: typeof tinyMigration.down = (item) => {
    const back = tinyMigration.down(item);
    return back.kind === "changed" ? { ...back, item: { ...back.item, hits: 0 } } : back;
  };
  const found = await verifyRun({ ports: portsOf(one), run, migration: { ...tinyMigration, down } }, signal);
  expect(codes(found)).toEqual(["down-differs"]);
});

it("finds a log that is not the run's any more, and does not decide on one that it cannot read", async () => {
  const { one, run } = await migrated();
  const [key = ""] = [...one.archive.objects.keys()].filter((name) => name.includes("/undo/"));
  const list = async function* (prefix: string) {
    for await (const name of one.archive.list(prefix, signal)) if (name !== key) yield name;
  };
  const ports = portsOf(one);
  const shorter = { ...ports, archive: { ...ports.archive, list } };
  expect(codes(await verify(shorter, run))).toEqual(["counts-differ"]);
  const damaged = { ...ports, archive: { ...ports.archive, get: async () => new Uint8Array([1]) } };
  await expect(verify(damaged, run)).rejects.toThrow(/is damaged. Restore it/);
});

it("does not decide on a run that was rolled back", async () => {
  const { one, run } = await migrated();
  await rollback(portsOf(one), run);
  expect(await verify(portsOf(one), run)).toMatchObject({ verdict: "undecided" });
});
