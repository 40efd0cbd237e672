import type { Interruption } from "../../../ops/deployment/attempt.ts";
import type { DeploymentPorts } from "../../../ops/deployment/ports.ts";
import type { Watched } from "./watched.ts";
import { wrappedPorts } from "./wrapped-ports.ts";

/** What a process meets that was ended: nothing of it goes on. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/** Before or after the nth call has its effect, or in the middle of a call that takes many steps. */
export type Moment = { readonly at: number; readonly when: "before" | "after" };

/** Killed, or asked to stop and go back (`soft`), or to stop where it is (`hard`). */
export type Ending = Moment & { readonly how: "killed" | "soft" | "hard" };

export type EndedProcess = {
  readonly ports: DeploymentPorts;
  readonly interruption: Interruption;
  /** How many moments there were so far. */
  readonly calls: () => number;
};

/** A process that ends at one moment of its work on a stage; without an ending its calls are counted only. */
export function endedProcess({ ports, world, look }: Watched, ending?: Ending): EndedProcess {
  const soft = new AbortController();
  const hard = new AbortController();
  let calls = 0;
  let dead = false;
  let asking: AbortSignal | undefined;
  const end = (when: Moment["when"], at: number) => {
    if (ending?.when !== when || at !== ending.at) return;
    if (ending.how === "killed") dead = true;
    if (ending.how === "soft") soft.abort(new Error("Stopped by the person."));
    if (ending.how === "hard") hard.abort(new Error("Stopped at once."));
  };
  const moment = (signal: AbortSignal | undefined) => {
    if (dead) throw new Killed("gone");
    calls += 1;
    look();
    end("before", calls);
    if (dead) throw new Killed("gone");
    signal?.throwIfAborted();
  };
  world.tick = async () => moment(asking);
  const call = async (act: () => unknown, signal: AbortSignal | undefined) => {
    moment(signal);
    const at = calls;
    asking = signal;
    const answer = await act();
    end("after", at);
    if (dead) throw new Killed("gone");
    return answer;
  };
  const interruption = { soft: soft.signal, hard: hard.signal };
  return { ports: wrappedPorts(ports, call), interruption, calls: () => calls };
}

/** Every moment of a run of so many calls. */
export function moments(calls: number): readonly Moment[] {
  const both = (at: number): Moment[] => [
    { at, when: "before" },
    { at, when: "after" },
  ];
  return Array.from({ length: calls }, (_, at) => at + 1).flatMap(both);
}
