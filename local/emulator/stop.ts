import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { signalGroup } from "../cache/child.ts";
import { groupRuns } from "../cache/process-state.ts";
import { Unusable } from "../cache/unusable.ts";
import { lastLines } from "./log.ts";

export interface StopRequest {
  /** The leader of its own process group, with a pipe as standard input. */
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly logFile: string;
}

/** What was to be ended still runs; the message says how to find it. */
export class StillRunning extends Unusable {}

const cleanMilliseconds = 35_000;
const goneMilliseconds = 5_000;

/**
 * Ends the server by closing its lifeline and waits until it and every process it started are gone. Throws `Unusable`
 * when its state was not written, `StillRunning` when a process remains.
 */
export async function stopGroup({ child, exited, logFile }: StopRequest): Promise<void> {
  if (child.pid === undefined) return;
  child.stdin?.destroy();
  const outcome = await Promise.race([exited, pause(cleanMilliseconds, "late" as const, { ref: false })]);
  signalGroup(child.pid, "SIGKILL");
  await groupGone(child.pid);
  if (outcome === 0) return;
  const how = outcome === "late" ? "did not end in time" : `ended with ${outcome ?? child.signalCode}`;
  throw new Unusable(
    `The embedded AWS ${how}, so its state is not kept and the next run starts empty; its last lines (${logFile}):\n${lastLines(logFile)}`,
  );
}

async function groupGone(leader: number | undefined): Promise<void> {
  const started = performance.now();
  while (leader !== undefined && groupRuns(leader)) {
    if (performance.now() - started > goneMilliseconds) {
      throw new StillRunning(
        `A process of the embedded AWS does not end; look for it with: ps -o pid,args -g ${leader}`,
      );
    }
    await pause(20);
  }
}
