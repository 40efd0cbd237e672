import { expect } from "vitest";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import { type Death, Killed, mortal } from "./mortal.ts";
import { portsOf, type World } from "./world.ts";

export type Act = (ports: MigrationPorts) => Promise<unknown>;

/** Every way in which a process that does this in this world can die: at each of its calls, before and after that takes effect. */
export async function everyDeath(one: World, act: Act): Promise<Death[]> {
  const { ports, calls } = mortal(portsOf(one));
  await act(ports);
  return Array.from({ length: calls() }, (_, nth) => [
    { call: nth + 1, when: "before" } as const,
    { call: nth + 1, when: "after" } as const,
  ]).flat();
}

/** Does it until it dies. */
export async function dying(one: World, death: Death, act: Act): Promise<void> {
  await expect(act(mortal(portsOf(one), death).ports)).rejects.toBeInstanceOf(Killed);
}

/** The run that the history names; none when the process died before it could begin one. */
export async function runOf({ ledger }: World): Promise<string | undefined> {
  const entry = await ledger.read({ run: "migrations", entry: "0099-tiny" }, new AbortController().signal);
  return typeof entry?.value.run === "string" ? entry.value.run : undefined;
}
