import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import { processRuns } from "./cache/process-state.ts";

const run = promisify(execFile);

/** A process on this machine: its id alone is not enough, because ids are used again. */
export const ProcessIdentity = z.object({ pid: z.int().positive(), started: z.string().min(1) });
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** The identity of a running process; undefined when there is none with this id. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const { stdout } = await run("ps", ["-o", "lstart=", "-p", String(pid)], { env: { ...process.env, LC_ALL: "C" } });
    const started = stdout.trim();
    return started === "" ? undefined : { pid, started };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === 1) return undefined;
    throw error;
  }
}

/** Whether that very process still runs. */
export async function isRunning({ pid, started }: ProcessIdentity): Promise<boolean> {
  return processRuns(pid) && (await identify(pid))?.started === started;
}
