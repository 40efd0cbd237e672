import { expect, it } from "vitest";
import type { Item } from "../../../runtime/migrating/ports.ts";
import { leftItems, rollbackRun } from "../../../runtime/migrating/rollback.ts";
import { mortal } from "./mortal.ts";
import { tinyMigration } from "./tiny-migration.ts";
import { apply, portsOf, rollback, tableOf, type World, world } from "./world.ts";

const { signal } = new AbortController();
const old = (id: string): Item => ({ id: { S: id }, target: { S: "https://example.com" }, hits: { N: "1" } });
const IDS = ["same", "counted", "failed", "gone", "also-same"];

/** A table that was migrated and then lived on: one item counted further, one failed, one was deleted. */
async function livedOn(): Promise<{ one: World; run: string }> {
  const one = world(IDS.map(old));
  const { run } = await apply(portsOf(one));
  const { counted = {}, failed = {} } = tableOf(one);
  one.table.put({ ...counted, params: { M: { hits: { N: "2" } } } });
  one.table.put({ ...failed, status: { S: "failed" } });
  one.table.remove("gone");
  return { one, run };
}

const left = async ({ one, run }: { one: World; run: string }, mode: "image" | "down") => {
  const found: Record<string, string> = {};
  for await (const { id, reason } of leftItems({ ports: portsOf(one), run, mode }, signal)) found[id] = reason;
  return found;
};

it("leaves items that were changed since, lists them, and brings no deleted one back", async () => {
  const lived = await livedOn();
  const before = tableOf(lived.one);
  const status = await rollback(portsOf(lived.one), lived.run);
  expect(status).toMatchObject({ restored: 2, deleted: 1, left: 2, transformed: 0 });
  expect(await left(lived, "image")).toEqual({ counted: "changed-since", failed: "changed-since" });
  const { counted, failed } = before;
  expect(tableOf(lived.one)).toEqual({ same: old("same"), "also-same": old("also-same"), counted, failed });
});

it("transforms changed items back by code where asked to, and leaves what the code refuses", async () => {
  const lived = await livedOn();
  const { failed } = tableOf(lived.one);
  const status = await rollback(portsOf(lived.one), lived.run, "down");
  expect(status).toMatchObject({ restored: 2, transformed: 1, deleted: 1, left: 1 });
  expect(await left(lived, "down")).toEqual({ failed: "inexpressible" });
  const counted = { ...old("counted"), hits: { N: "2" } };
  expect(tableOf(lived.one)).toEqual({ same: old("same"), "also-same": old("also-same"), counted, failed });
});

it("keeps an image of what it transforms back", async () => {
  const { one, run } = await livedOn();
  await rollback(portsOf(one), run, "down");
  expect([...one.archive.objects.keys()].filter((key) => key.includes("/rollback-undo/"))).toHaveLength(1);
});

it("transforms back what was left before by image", async () => {
  const { one, run } = await livedOn();
  await rollback(portsOf(one), run);
  expect(await rollback(portsOf(one), run, "down")).toMatchObject({ untouched: 2, transformed: 1, left: 1 });
});

it("ends the same when it is killed at any await while it transforms back", async () => {
  const whole = await livedOn();
  const { ports, calls } = mortal(portsOf(whole.one));
  await rollback(ports, whole.run, "down");
  for (let call = 1; call <= calls(); call += 1) {
    for (const when of ["before", "after"] as const) {
      const { one, run } = await livedOn();
      await rollback(mortal(portsOf(one), { call, when }).ports, run, "down").catch(() => undefined);
      await rollback(portsOf(one), run, "down");
      expect(tableOf(one), `${when} ${call}`).toEqual(tableOf(whole.one));
    }
  }
});

it("refuses to transform back with other code, and a run that nobody knows", async () => {
  const { one, run } = await livedOn();
  const other = { ports: portsOf(one), run, migration: tinyMigration, codeHash: "0dd" };
  await expect(rollbackRun({ ...other, mode: "down" }, signal)).rejects.toThrow(/code c0de .*this is 0dd/);
  await expect(rollback(portsOf(one), "R-unknown")).rejects.toMatchObject({ code: "not-found" });
  expect(await rollbackRun({ ...other, mode: "image" }, signal)).toMatchObject({ restored: 2 });
});

it("refuses to roll back a run again that a later one has done anew", async () => {
  const one = world(IDS.map(old));
  const { run } = await apply(portsOf(one));
  await rollback(portsOf(one), run);
  const later = await apply(portsOf(one));
  await expect(rollback(portsOf(one), run)).rejects.toThrow(later.run);
  expect(await rollback(portsOf(one), later.run)).toMatchObject({ restored: IDS.length });
});

it("takes two runs back, the second of which took what came late", async () => {
  const one = world(IDS.map(old));
  const { run } = await apply(portsOf(one));
  one.table.put(old("late"));
  const later = await apply(portsOf(one));
  await rollback(portsOf(one), run);
  expect(await rollback(portsOf(one), later.run)).toMatchObject({ restored: 1 });
  expect(tableOf(one)).toEqual(tableOf(world([...IDS, "late"].map(old))));
});
