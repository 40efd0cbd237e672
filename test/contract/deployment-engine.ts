import { expect, it } from "vitest";
import type { Engine } from "../../ops/deployment/ports.ts";

const { signal } = new AbortController();

/** What an engine promises before it changes anything; its stack is deployed, and the program is as it was then. */
export function plannedEngineContract(make: () => Promise<Engine>): void {
  it("plans nothing where nothing changed, the same each time, and changes nothing by it", async () => {
    const engine = await make();
    const version = await engine.stateVersion(signal);
    expect(version).toEqual(expect.any(String));
    const [first, second] = [await engine.plan(signal), await engine.plan(signal)];
    expect(first.changes).toEqual([]);
    expect(Object.keys(first.bundles)).not.toEqual([]);
    expect(second).toMatchObject({ id: first.id, bundles: first.bundles, changes: [] });
    expect(await engine.stateVersion(signal)).toBe(version);
  });
}

export type EngineWithChange = {
  readonly engine: Engine;
  /** A commit that is deployed, and one whose program has other bundles. */
  readonly deployed: string;
  /** Makes the program that of the other commit. */
  readonly change: () => Promise<void>;
};

/** What an engine promises that brings a changed program, and goes back; for an AWS of one's own. */
export function changingEngineContract(make: () => Promise<EngineWithChange>): void {
  it("does what it planned, after which nothing is left to do, and goes back to a commit as often as it is told", async () => {
    const { engine, deployed, change } = await make();
    const before = await engine.plan(signal);
    const version = await engine.stateVersion(signal);
    await change();
    const plan = await engine.plan(signal);
    expect(plan.id).not.toBe(before.id);
    expect(plan.changes).not.toEqual([]);
    await engine.up(plan, signal);
    const done = await engine.stateVersion(signal);
    expect(done).not.toBe(version);
    expect(await engine.plan(signal)).toMatchObject({ changes: [], bundles: plan.bundles });
    for (const _ of ["once", "again"]) await engine.restore(deployed, signal);
    // The changed program would bring the same changes as before: what is there is what was there.
    expect(await engine.plan(signal)).toMatchObject({ id: plan.id });
  });
}
