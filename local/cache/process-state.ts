import { readdirSync, readFileSync } from "node:fs";

/** Whether a process runs; one that has ended and only waits for its parent to take note does not. */
export function processRuns(pid: number): boolean {
  return signalReaches(pid) && !isZombie(pid);
}

/** Whether any process of a process group runs. */
export function groupRuns(leader: number): boolean {
  if (!signalReaches(-leader)) return false;
  if (process.platform !== "linux") return true;
  return readdirSync("/proc").some(
    (name) => /^\d+$/.test(name) && groupOf(Number(name)) === leader && processRuns(Number(name)),
  );
}

function signalReaches(target: number): boolean {
  try {
    process.kill(target, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function isZombie(pid: number): boolean {
  return /^[ZX]/.test(statOf(pid));
}

function groupOf(pid: number): number {
  return Number(statOf(pid).split(" ")[2]);
}

/** The fields of /proc/PID/stat after the command's name: state, parent, group, …; empty without that file. */
function statOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2);
  } catch {
    return ""; // It has just ended, or this is no Linux.
  }
}
