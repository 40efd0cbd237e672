import { expect, test } from "vitest";
import { controlRun } from "../../../runtime/migrating/control.ts";
import { takeLastTurn } from "../../../runtime/migrating/last-turn.ts";
import { takeLease } from "../../../runtime/migrating/lease.ts";
import { beginRun } from "../../../runtime/migrating/run-beginning.ts";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import { takeTurn } from "../../../runtime/migrating/segment-turn.ts";
import { statusOf } from "../../../runtime/migrating/status.ts";
import { tinyBookkeeping, tinyMigration } from "./tiny-migration.ts";
import { apply, mixedItems, PARAMETERS, portsOf, tableOf, verify, world } from "./world.ts";

const { signal } = new AbortController();

/** Begins a run as an operator's terminal does, which then has nothing more to do with it. */
async function begun(ports: MigrationPorts, parameters: Partial<typeof PARAMETERS> = {}): Promise<string> {
  const lease = await takeLease(ports, { purpose: "a test" }, signal);
  const code = { migration: tinyMigration, codeHash: "c0de", parameters: { ...PARAMETERS, ...parameters } };
  return (await beginRun({ ...code, ports }, lease, signal)).run;
}

type Turn = { readonly run: string; readonly segment: number; readonly lasts?: number; readonly codeHash?: string };

function turn(ports: MigrationPorts, { run, segment, lasts = 60_000, codeHash = "c0de" }: Turn) {
  const code = { migrations: [tinyMigration], codeHashOf: () => codeHash, bookkeeping: tinyBookkeeping };
  return takeTurn({ ...code, ports, run, segment, workersAtOnce: 40, lasts }, signal);
}

test("workers with ports of their own do what one process does, and the last turn ends the run", async () => {
  const [far, near] = [world(mixedItems(40)), world(mixedItems(40))];
  await apply(portsOf(near));
  const run = await begun(portsOf(far));
  expect(await Promise.all([0, 1].map((segment) => turn(portsOf(far), { run, segment })))).toEqual(["done", "done"]);
  await takeLastTurn({ ports: portsOf(far), run }, signal);
  expect(tableOf(far)).toEqual(tableOf(near));
  expect(await statusOf({ ports: portsOf(far), run }, signal)).toMatchObject({ state: "applied" });
  expect(await verify(portsOf(far), run)).toMatchObject({ verdict: "passed" });
});

test("a turn that runs out of time stands at a checkpoint, and the next one goes on from there", async () => {
  const one = world(mixedItems(40));
  const run = await begun(portsOf(one), { segments: 1 });
  const ends = [await turn(portsOf(one), { run, segment: 0, lasts: 0 }), await turn(portsOf(one), { run, segment: 0 })];
  expect(ends).toEqual(["to-go-on", "done"]);
});

test("a paused run is left alone until it is resumed", async () => {
  const one = world(mixedItems(40));
  const ports = portsOf(one);
  const run = await begun(ports);
  const before = tableOf(one);
  await controlRun({ ports, run, change: { paused: true } }, signal);
  expect(await turn(ports, { run, segment: 0 })).toBe("paused");
  expect(tableOf(one)).toEqual(before);
  await controlRun({ ports, run, change: { paused: false } }, signal);
  expect(await turn(ports, { run, segment: 0 })).toBe("done");
});

test("workers together keep to the rate of the run, and those that are left share it when others are done", async () => {
  const one = world(mixedItems(40));
  const run = await begun(portsOf(one), { rate: { maxWcu: 2 } });
  const took = async (segment: number) => {
    const at = one.time.now();
    await turn(portsOf(one), { run, segment });
    const { segments } = await statusOf({ ports: portsOf(one), run }, signal);
    return { units: segments[segment]?.counts.writeUnits ?? 0, seconds: (one.time.now() - at) / 1_000 };
  };
  const [first, last] = [await took(0), await took(1)];
  expect(first.units / first.seconds).toBeLessThan(1.1);
  expect(last.units / last.seconds).toBeGreaterThan(1.4);
  expect(last.units / last.seconds).toBeLessThan(2.2);
});

test.each([
  ["other code than the run was begun with", { codeHash: "0ther" }, "Run R-"],
  ["a run that nobody began", { run: "R-none" }, "There is no run R-none"],
])("%s is refused", async (_what, change, why) => {
  const one = world(mixedItems(9));
  const run = await begun(portsOf(one));
  await expect(turn(portsOf(one), { run, segment: 0, ...change })).rejects.toThrow(why);
});

test("a worker stops when another run has taken the lease", async () => {
  const one = world(mixedItems(9));
  const run = await begun(portsOf(one));
  await apply(portsOf(one));
  await expect(turn(portsOf(one), { run, segment: 0 })).rejects.toMatchObject({ code: "lost-race" });
});

test("a run is not ended while a segment is not, but the next apply may have it at once", async () => {
  const one = world(mixedItems(40));
  const run = await begun(portsOf(one));
  await turn(portsOf(one), { run, segment: 0 });
  await expect(takeLastTurn({ ports: portsOf(one), run }, signal)).rejects.toThrow(
    `1 of 2 segments of run ${run} stopped before their end. Apply again to go on.`,
  );
  expect(await apply(portsOf(one))).toMatchObject({ run, state: "applied" });
});
