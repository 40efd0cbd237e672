import { setImmediate } from "node:timers/promises";
import { vi } from "vitest";
import type { MemoryDeployment } from "../../contract/memory-deployment.ts";
import type { Watched } from "./watched.ts";
import { wrappedPorts } from "./wrapped-ports.ts";

type Waiting = { readonly process: string; readonly at: number; readonly sent: boolean; readonly go: () => void };

/** The longest stretch in which no timer is looked at, in milliseconds. */
const STRIDE = 500;
const LONGEST_CALL = 300;
const LONGEST_CHECK = 9_000;

/** So many milliseconds a process does nothing after its nth call, as when its machine sleeps. */
export type Frozen = { readonly afterCall: number; readonly milliseconds: number };

type TimeArgs = { readonly world: MemoryDeployment["world"]; readonly random: (below: number) => number };

/**
 * Several processes on one stage in simulated time, of which each call takes a little; the same every time for the same
 * random numbers. What a process has sent takes effect whatever becomes of it. Needs faked intervals.
 */
export function simulatedTime({ world, random }: TimeArgs) {
  const waiting: Waiting[] = [];
  const frozenUntil = new Map<string, number>();

  const wait = (process: string, milliseconds: number, kind: "sent" | "own") =>
    new Promise<void>((go) => {
      waiting.push({ process, at: world.elapsed + milliseconds, sent: kind === "sent", go });
    });
  const dueAt = ({ process, at, sent }: Waiting) => (sent ? at : Math.max(at, frozenUntil.get(process) ?? 0));

  /** A process's own view of a stage. */
  const processOn = (stage: Watched, process: string, frozen?: Frozen) => {
    let calls = 0;
    const call = async (act: () => unknown, signal: AbortSignal | undefined) => {
      signal?.throwIfAborted();
      world.tick = async () => {
        stage.look();
        await wait(process, random(LONGEST_CALL), "sent");
      };
      await wait(process, random(LONGEST_CALL), "sent");
      try {
        return await act();
      } finally {
        calls += 1;
        if (calls === frozen?.afterCall) frozenUntil.set(process, world.elapsed + frozen.milliseconds);
        await wait(process, random(LONGEST_CALL), "own");
      }
    };
    const { checks } = stage.ports;
    const slow = { ...checks, verify: later(checks.verify), gate: later(checks.gate) };
    const ports = wrappedPorts({ ...stage.ports, checks: slow }, call);
    const sleep = async (milliseconds: number, signal: AbortSignal) => {
      await wait(process, milliseconds, "own");
      signal.throwIfAborted();
    };
    function later<Args extends readonly unknown[], Answer>(ask: (...args: Args) => Promise<Answer>) {
      return async (...args: Args) => {
        await wait(process, random(LONGEST_CHECK), "sent");
        return ask(...args);
      };
    }
    return { ports: { ...ports, sleep }, started: (after: number) => wait(process, after, "own") };
  };

  /** Lets time pass until all work is done. */
  const run = async <Answers extends readonly unknown[]>(work: Promise<Answers>): Promise<Answers> => {
    let done = false;
    const end = work.finally(() => {
      done = true;
    });
    while (!done) {
      await setImmediate();
      const [next] = waiting.toSorted((one, other) => dueAt(one) - dueAt(other));
      if (next === undefined) continue;
      const step = Math.min(Math.max(0, dueAt(next) - world.elapsed), STRIDE);
      world.elapsed += step;
      world.clock += step;
      vi.advanceTimersByTime(step);
      if (dueAt(next) > world.elapsed) continue;
      waiting.splice(waiting.indexOf(next), 1);
      next.go();
    }
    return end;
  };
  return { processOn, run };
}
