import { expect, it } from "vitest";
import { takeLease } from "../../../runtime/migrating/lease.ts";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import { scheduler } from "./scheduler.ts";
import { NO_FAULTS, sharedPorts } from "./shared-ports.ts";
import { apply, mixedItems, portsOf, tableOf, verify, world } from "./world.ts";

const { signal } = new AbortController();
const lease = (ports: MigrationPorts) => takeLease(ports, { purpose: "a test" }, signal);

it("refuses a second migration that is started while one runs, and lets it in afterwards", async () => {
  const one = world(mixedItems(60));
  const steps = scheduler(7);
  const process = (name: string) => sharedPorts(one, { steps, faults: NO_FAULTS, name });
  const slow = { rate: { maxWcu: 2 } };
  const [first, second] = await steps.run([apply(process("first"), slow), apply(process("second"), slow)]);
  const [won, lost] = first?.status === "fulfilled" ? [first, second] : [second, first];
  expect(won).toMatchObject({ value: { state: "applied" } });
  expect(lost).toMatchObject({ reason: { code: "unavailable", reason: "lease-held" } });
  expect((await apply(portsOf(one), slow)).counts.migrated).toBe(0);
});

it("gives itself to the next as soon as it is released, with a higher number", async () => {
  const one = world([]);
  const first = await lease(portsOf(one));
  await first.release(signal);
  const before = one.time.now();
  const second = await lease(portsOf(one));
  expect(one.time.now()).toBe(before);
  expect(second.fence).toBe(first.fence + 1);
});

it("is taken from a holder that is not heard of any more, who then may do nothing", async () => {
  const one = world([]);
  const first = await lease(portsOf(one));
  const second = await lease(portsOf(one));
  expect(second.fence).toBe(2);
  await expect(first.confirm(signal)).rejects.toMatchObject({ code: "lost-race" });
  await first.release(signal);
  one.time.pass(60_000);
  await second.confirm(signal);
});

it.each([
  ["an hour ahead", 3_600_000],
  ["an hour behind", -3_600_000],
])("does not care about a clock that is %s", async (_, off) => {
  const one = world([]);
  const holder = await lease(portsOf(one));
  const steps = scheduler(3);
  const other = { ...sharedPorts(one, { steps, faults: NO_FAULTS, name: "other" }), now: () => steps.now() + off };
  const renewing = async () => {
    for (let nth = 0; nth < 6; nth += 1) {
      await steps.sleep(4_000);
      one.time.pass(4_000);
      await holder.confirm(signal);
    }
  };
  const [taken] = await steps.run<unknown>([lease(other), renewing()]);
  expect(taken).toMatchObject({ status: "rejected", reason: { reason: "lease-held" } });
});

it.each([3_600_000, -3_600_000])(
  "is confirmed anew after the holder's clock jumped by %i ms, and the run goes on",
  async (jump) => {
    const one = world(mixedItems(30));
    const ports = portsOf(one);
    let calls = 0;
    const now = () => ports.now() + (calls++ > 20 ? jump : 0);
    const status = await apply({ ...ports, now });
    expect(status.state).toBe("applied");
    expect(await verify(portsOf(one), status.run)).toMatchObject({ verdict: "passed" });
    expect(Object.keys(tableOf(one))).toHaveLength(30);
  },
);
