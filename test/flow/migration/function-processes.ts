import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export type RunningFunction = {
  /** The emulator that runs it. */
  readonly emulatorPid: number;
  readonly functionName: string;
};

/** Ids of the processes in which one emulator runs a function. */
export async function functionProcesses({ emulatorPid, functionName }: RunningFunction): Promise<number[]> {
  const { stdout } = await run("ps", ["-axo", "pid=,ppid=,args="], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split("\n").flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid !== undefined && parent === emulatorPid && line.includes(`-${functionName}-`) ? [pid] : [];
  });
}
