import { hostname } from "node:os";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { runEngine } from "./engine-run.ts";

export type StaleLock = {
  readonly stage: Stage;
  /** The last words of the engine that was refused. */
  readonly words: readonly string[];
  readonly note: (line: string) => void;
};

/**
 * Removes the lock of an engine that was killed, and says whether it did: only when every lock is of this machine and of a
 * process that is gone. Backends that are not files name no process; theirs stay.
 */
export async function dropStaleLock({ stage, words, note }: StaleLock, signal: AbortSignal): Promise<boolean> {
  const pids = lockingProcesses(words);
  if (pids.length === 0 || pids.some((pid) => pid === undefined || runs(pid))) return false;
  note(`An engine that was killed (process ${pids.join(", ")}) left a lock on ${stage}; it is dropped.`);
  const { code } = await runEngine({ words: ["cancel", "--yes", "--stack", stage] }, signal);
  return code === 0;
}

/** The processes that hold a stack, as the engine tells of them; undefined for one of another machine. */
export function lockingProcesses(words: readonly string[]): readonly (number | undefined)[] {
  return words.flatMap((word) => {
    const [, host = "", pid = ""] = /created by \S+@(\S+) \(pid (\d+)\) at /.exec(word) ?? [];
    if (pid === "") return [];
    return [host === hostname() ? Number(pid) : undefined];
  });
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
