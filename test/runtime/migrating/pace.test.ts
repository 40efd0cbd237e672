import { expect, it } from "vitest";
import { controlRun } from "../../../runtime/migrating/control.ts";
import { statusOf } from "../../../runtime/migrating/status.ts";
import { runOf } from "./every-death.ts";
import { scheduler } from "./scheduler.ts";
import { NO_FAULTS, sharedPorts } from "./shared-ports.ts";
import { apply, mixedItems, portsOf, rollback, world } from "./world.ts";

const { signal } = new AbortController();
const SECOND = 1_000;

/** A table that is migrated while an operator does something. */
function scene(items: number) {
  const one = world(mixedItems(items));
  const steps = scheduler(11);
  const process = (name: string) => sharedPorts(one, { steps, faults: NO_FAULTS, name });
  const migrated = async () => {
    const run = await runOf(one);
    if (run === undefined) return { run: "", migrated: 0 };
    return { run, migrated: (await statusOf({ ports: process("onlooker"), run }, signal)).counts.migrated };
  };
  return { one, steps, process, migrated };
}

it("stands still while it is paused, keeps its lease, and goes on when told to", async () => {
  const { steps, process, migrated } = scene(90);
  const seen: number[] = [];
  const operating = async () => {
    const ports = process("operator");
    await steps.sleep(3 * SECOND);
    const { run } = await migrated();
    await controlRun({ ports, run, change: { paused: true } }, signal);
    await steps.sleep(3 * SECOND);
    seen.push((await migrated()).migrated);
    await expect(apply(process("intruder"), { rate: { maxWcu: 10 } })).rejects.toMatchObject({ reason: "lease-held" });
    await steps.sleep(30 * SECOND);
    seen.push((await migrated()).migrated);
    await controlRun({ ports, run, change: { paused: false } }, signal);
  };
  const [applied, operated] = await steps.run<unknown>([apply(process("run"), { rate: { maxWcu: 10 } }), operating()]);
  expect(operated).toMatchObject({ status: "fulfilled" });
  const [early = 0, late = 0] = seen;
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(60);
  expect(late).toBe(early);
  expect(applied).toMatchObject({ value: { state: "applied", counts: { migrated: 60 } } });
});

it("takes another rate while it runs", async () => {
  const { steps, process, migrated } = scene(90);
  const operating = async () => {
    await steps.sleep(4 * SECOND);
    const { run } = await migrated();
    await controlRun({ ports: process("operator"), run, change: { maxWcu: 1_000 } }, signal);
    return steps.now();
  };
  const begun = steps.now();
  await steps.run<unknown>([apply(process("run"), { rate: { maxWcu: 1 } }), operating()]);
  expect(steps.now() - begun).toBeLessThan(20 * SECOND);
});

it("stands still while the foreground suffers", async () => {
  const { one, steps, process } = scene(30);
  const until = steps.now() + 25 * SECOND;
  const alarm = async () => steps.now() < until;
  const [applied] = await steps.run([apply({ ...process("run"), alarm })]);
  expect(applied).toMatchObject({ value: { state: "applied" } });
  expect(steps.now()).toBeGreaterThanOrEqual(until);
  expect(one.table.items.size).toBe(30);
});

it("keeps to the rate on the way back as well", async () => {
  const one = world(mixedItems(90));
  const { run } = await apply(portsOf(one), { rate: { maxWcu: 10 } });
  const begun = one.time.now();
  await rollback(portsOf(one), run);
  expect(one.time.now() - begun).toBeGreaterThan(5 * SECOND);
});

it("refuses a rate of nothing, and to control a run that nobody knows", async () => {
  const ports = portsOf(world([]));
  const control = (change: { maxWcu: number }) => controlRun({ ports, run: "R-unknown", change }, signal);
  await expect(control({ maxWcu: 0 })).rejects.toMatchObject({ code: "invalid-request" });
  await expect(control({ maxWcu: 1 })).rejects.toMatchObject({ code: "not-found" });
});
