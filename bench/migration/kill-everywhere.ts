import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import type { Item } from "../../runtime/migrating/ports.ts";
import { rollbackRun } from "../../runtime/migrating/rollback.ts";
import { applyMigration } from "../../runtime/migrating/run.ts";
import type { MigrationPorts } from "../../runtime/migrating/run-types.ts";
import { canonical } from "../../runtime/migrations/0013-canonical.ts";
import { type Kill, killedPorts } from "./killed-process.ts";
import { type MemoryWorld, memoryPorts, memoryWorld, tableBytes } from "./memory-world.ts";

const CODE = { migration: canonical, codeHash: "the code as it is" };
const PARAMETERS = { stage: "preview", migration: canonical.id, segments: 2, pageItems: 5, rate: {} };

/** How often the table was, byte for byte, what it had to be. */
export type Tally = { readonly tried: number; readonly equal: number };
export type KillTallies = { readonly resumed: Tally; readonly rolledBack: Tally; readonly rollbackResumed: Tally };

/** Kills a run of a small table at each of its awaits, once before and once after the call takes effect, and a rollback likewise. */
export async function killEverywhere(items: readonly Item[], signal: AbortSignal): Promise<KillTallies> {
  const apply = (ports: MigrationPorts) =>
    applyMigration({ ...CODE, ports, parameters: PARAMETERS, bookkeeping }, signal);
  const rollBack = async (world: MemoryWorld, ports: MigrationPorts) => {
    const run = runOf(world);
    if (run !== undefined) await rollbackRun({ ...CODE, ports, run, mode: "image" }, signal);
  };
  const uninterrupted = memoryWorld(items);
  const start = tableBytes(uninterrupted);
  await apply(memoryPorts(uninterrupted));
  const end = tableBytes(uninterrupted);
  if (start === end) throw new Error("The uninterrupted run changed nothing.");

  const resumed: boolean[] = [];
  const rolledBack: boolean[] = [];
  for (const kill of everyKill(await callsOf(memoryWorld(items), apply))) {
    const world = memoryWorld(items);
    await killed(world, kill, apply);
    const other = copyOf(world);
    await apply(memoryPorts(world));
    resumed.push(tableBytes(world) === end);
    await rollBack(other, memoryPorts(other));
    rolledBack.push(tableBytes(other) === start);
  }
  const rollbackResumed: boolean[] = [];
  const rolling = (world: MemoryWorld) => (ports: MigrationPorts) => rollBack(world, ports);
  const counted = copyOf(uninterrupted);
  for (const kill of everyKill(await callsOf(counted, rolling(counted)))) {
    const world = copyOf(uninterrupted);
    await killed(world, kill, rolling(world));
    await rollBack(world, memoryPorts(world));
    rollbackResumed.push(tableBytes(world) === start);
  }
  return { resumed: tally(resumed), rolledBack: tally(rolledBack), rollbackResumed: tally(rollbackResumed) };
}

async function callsOf(world: MemoryWorld, work: (ports: MigrationPorts) => Promise<unknown>): Promise<number> {
  const { ports, calls } = killedPorts(memoryPorts(world), { call: Number.POSITIVE_INFINITY, effect: "before" });
  await work(ports);
  return calls();
}

function everyKill(calls: number): readonly Kill[] {
  return Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { call, effect: "before" as const },
    { call, effect: "after" as const },
  ]);
}

async function killed(
  world: MemoryWorld,
  kill: Kill,
  work: (ports: MigrationPorts) => Promise<unknown>,
): Promise<void> {
  const { ports } = killedPorts(memoryPorts(world), kill);
  const survived = await work(ports).then(
    () => true,
    () => false,
  );
  if (survived) throw new Error(`The process outlived its call ${kill.call}.`);
}

function copyOf(world: MemoryWorld): MemoryWorld {
  return structuredClone(world);
}

/** The run that a world knows; undefined when the process ended before it began one. */
function runOf({ entries }: MemoryWorld): string | undefined {
  return [...entries.values()].find(({ entry }) => entry === "run")?.run;
}

function tally(outcomes: readonly boolean[]): Tally {
  return { tried: outcomes.length, equal: outcomes.filter(Boolean).length };
}
