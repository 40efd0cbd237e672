import { spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Unusable } from "./cache/unusable.ts";
import { CHECKOUT, type Folder } from "./folder.ts";
import { type MachineOptions, type MachineRecord, runningMachine } from "./machine.ts";
import { isRunning } from "./process-identity.ts";

const STOP_SECONDS = 45;

/** Starts the embedded AWS under a process of its own, which goes on after this one, and waits until it is ready. */
export async function startInBackground({ folder, report, signal }: MachineOptions): Promise<MachineRecord> {
  await mkdir(folder.root, { recursive: true });
  const log = await open(folder.machineLog, "w");
  try {
    const child = spawn(process.execPath, [join(CHECKOUT, "local/main.ts"), "serve"], {
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    let exited = false;
    child.once("exit", () => {
      exited = true;
    });
    child.unref();
    let shown = 0;
    for (;;) {
      const lines = (await readFile(folder.machineLog, "utf8")).split("\n").slice(0, -1);
      for (const line of lines.slice(shown)) report(line);
      shown = lines.length;
      const record = await runningMachine(folder);
      if (record !== undefined && record.supervisor.pid === child.pid) return record;
      if (exited) throw new Unusable(`The embedded AWS did not start. Its log: ${folder.machineLog}`);
      if (signal.aborted) {
        child.kill("SIGTERM");
        signal.throwIfAborted();
      }
      await sleep(150);
    }
  } finally {
    await log.close();
  }
}

/** Asks the supervisor to stop everything and waits until it has; false when nothing ran. */
export async function stopRunning(folder: Folder): Promise<boolean> {
  const record = await runningMachine(folder);
  if (record === undefined) return false;
  process.kill(record.supervisor.pid, "SIGTERM");
  const deadline = Date.now() + STOP_SECONDS * 1000;
  while (await isRunning(record.supervisor)) {
    if (Date.now() > deadline) {
      throw new Unusable(
        `Process ${record.supervisor.pid} did not stop within ${STOP_SECONDS} s. Its log: ${folder.machineLog}`,
      );
    }
    await sleep(100);
  }
  return true;
}
