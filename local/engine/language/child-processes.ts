import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export interface ChildProcesses {
  /** Starts a process that lives no longer than the host. */
  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Ends all that still run. */
  end(): void;
}

/** Keeps account of the processes a language host has started, so that none outlives it. */
export function childProcesses(): ChildProcesses {
  const running = new Set<ChildProcess>();
  return {
    start(command, args, options) {
      const child = spawn(command, args, options);
      running.add(child);
      child.once("close", () => running.delete(child));
      return child;
    },
    end() {
      for (const child of running) child.kill("SIGTERM");
    },
  };
}
