import { expect, it } from "vitest";
import type { Item } from "../../../runtime/migrating/ports.ts";
import { readQuarantine } from "../../../runtime/migrating/quarantine-list.ts";
import { applyMigration } from "../../../runtime/migrating/run.ts";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import { statusOf } from "../../../runtime/migrating/status.ts";
import { Killed, mortal } from "./mortal.ts";
import { tinyBookkeeping, tinyMigration } from "./tiny-migration.ts";
import { apply, mixedItems, PARAMETERS, portsOf, rollback, tableOf, verify, type World, world } from "./world.ts";

const { signal } = new AbortController();
const old = (id: string, more: Item = {}): Item => ({ id: { S: id }, target: { S: "https://example.com" }, ...more });
const killedHalfway = async (one: World) => {
  const { ports } = mortal(portsOf(one), { call: 25, when: "after" });
  await expect(apply(ports)).rejects.toBeInstanceOf(Killed);
};
const quarantine = async (one: World, run: string) => {
  const lines = [];
  for await (const line of readQuarantine(portsOf(one), run, signal)) lines.push(line);
  return lines;
};

it("brings every item up to date that can be, lists the others, and takes it all back", async () => {
  const one = world(mixedItems(40));
  const start = tableOf(one);
  const status = await apply(portsOf(one));
  expect(status).toMatchObject({
    state: "applied",
    progress: 1,
    counts: { scanned: 40, migrated: 28, canonical: 4, quarantined: 8, imaged: 28, shapes: { old: 28 } },
  });
  expect(await verify(portsOf(one), status.run)).toMatchObject({ verdict: "passed", items: 40, unchanged: 28 });
  const back = await rollback(portsOf(one), status.run);
  expect(back).toMatchObject({ state: "rolled-back", restored: 28, left: 0 });
  expect(tableOf(one)).toEqual(start);
  expect(await statusOf({ ports: portsOf(one), run: status.run }, signal)).toMatchObject({ state: "rolled-back" });
  expect(await apply(portsOf(one))).toMatchObject({ state: "applied", counts: { migrated: 28 } });
});

it("refuses to go on with other code or other parameters, naming both, and takes another rate", async () => {
  const one = world(mixedItems(20));
  await killedHalfway(one);
  const ports = () => portsOf(one);
  const otherCode = { migration: tinyMigration, codeHash: "0dd", bookkeeping: tinyBookkeeping, parameters: PARAMETERS };
  await expect(applyMigration({ ...otherCode, ports: ports() }, signal)).rejects.toThrow(/code c0de .*this is 0dd/);
  await expect(apply(ports(), { segments: 3 })).rejects.toThrow(/in 2 segments.*in 3 segments/);
  expect(await apply(ports(), { rate: { maxWcu: 1_000 } })).toMatchObject({ state: "applied" });
});

it("refuses an applied migration whose code has changed since", async () => {
  const one = world(mixedItems(5));
  await apply(portsOf(one));
  const drifted = { migration: tinyMigration, codeHash: "0dd", bookkeeping: tinyBookkeeping, parameters: PARAMETERS };
  const applied = applyMigration({ ...drifted, ports: portsOf(one) }, signal);
  await expect(applied).rejects.toMatchObject({ code: "invalid-request", reason: "drifted" });
});

it("leaves items alone that it may not write, each with its reason", async () => {
  const wide = Object.fromEntries(Array.from({ length: 200 }, (_, nth) => [`a${nth}`, { NULL: true } as const]));
  const items: Item[] = [
    old("good"),
    old("wide", wide),
    old("unknown", { odd: { $unknown: ["X", 1] } }),
    old("large", { text: { S: "x".repeat(409_450) } }),
    { id: { S: "shapeless" } },
  ];
  const one = world(items);
  const start = tableOf(one);
  const status = await apply(portsOf(one));
  expect(status.counts).toMatchObject({ migrated: 1, quarantined: 4 });
  const reasons = Object.fromEntries((await quarantine(one, status.run)).map(({ id, reason }) => [id, reason]));
  expect(reasons).toEqual({
    wide: "not-expressible",
    unknown: "unknown-attribute-type",
    large: "too-large",
    shapeless: "unknown-shape",
  });
  expect({ ...tableOf(one), good: start.good }).toEqual(start);
  expect(await verify(portsOf(one), status.run)).toMatchObject({ verdict: "passed", quarantined: 4 });
});

it("does not write an item into an index that could not take it", async () => {
  const facts = { keyAttributes: [{ index: "listing", name: "listedAt", type: "N" as const }] };
  const one = world([old("a")], facts);
  const status = await apply(portsOf(one));
  expect(status.counts.reasons).toEqual({ "index-key": 1 });
  expect(tableOf(one)).toEqual({ a: old("a") });
});

it("takes a quarantined item after it was repaired, and one that came late, when applied again", async () => {
  const one = world([old("a"), { id: { S: "b" } }]);
  await apply(portsOf(one));
  one.table.put(old("b"));
  one.table.put(old("c"));
  const run = (await apply(portsOf(one))).run;
  expect(await statusOf({ ports: portsOf(one), run }, signal)).toMatchObject({ counts: { migrated: 2, canonical: 1 } });
});

it("puts off an item that changes all the time, and goes on with it when applied again", async () => {
  const one = world([old("busy"), old("calm")]);
  let changes = 0;
  const ports: MigrationPorts = portsOf(one);
  const replace: typeof ports.table.replace = (change, during) => {
    if (change.read.id?.S === "busy") one.table.put(old("busy", { hits: { N: String(changes++) } }));
    return ports.table.replace(change, during);
  };
  const status = await apply({ ...ports, table: { ...ports.table, replace } });
  expect(status).toMatchObject({ state: "incomplete", counts: { migrated: 1, contended: 1 } });
  expect(await verify(portsOf(one), status.run)).toMatchObject({ verdict: "undecided" });
  const ended = await apply(portsOf(one));
  expect(ended).toMatchObject({ run: status.run, state: "applied", counts: { migrated: 2, contended: 0 } });
  expect(await verify(portsOf(one), status.run)).toMatchObject({ verdict: "passed" });
  await rollback(portsOf(one), status.run);
  expect(tableOf(one).busy).toEqual(old("busy", { hits: { N: String(changes - 1) } }));
});

it("stops when a call fails that no patience helps, and lets the next go on at once", async () => {
  const one = world(mixedItems(12));
  const ports = portsOf(one);
  const denied = new Error("no right to write");
  const broken = { ...ports, table: { ...ports.table, replace: () => Promise.reject(denied) } };
  await expect(apply(broken)).rejects.toBe(denied);
  const before = one.time.now();
  expect(await apply(portsOf(one))).toMatchObject({ state: "applied" });
  expect(one.time.now()).toBe(before);
});

it.each([
  [{ segments: 0 }, "segments is 0"],
  [{ pageItems: 0.5 }, "pageItems is 0.5"],
  [{ rate: { maxWcu: -1 } }, "--max-wcu is -1"],
  [{ rate: { maxPercent: 50 } }, "--max-percent needs a table with provisioned capacity"],
])("refuses %j", async (parameters, sentence) => {
  await expect(apply(portsOf(world([])), parameters)).rejects.toThrow(sentence);
});
