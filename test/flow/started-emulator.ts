import { onTestFinished } from "vitest";
import { processRuns } from "../../local/cache/process-state.ts";
import { type Emulator, startEmulator } from "../../local/emulator/emulator.ts";
import { cacheFolder } from "../../local/folder.ts";

export const cacheDir = cacheFolder();

/** Starts an emulator that is stopped with the test at the latest. */
export async function start(stateDir: string, port?: number): Promise<Emulator> {
  const emulator = await startEmulator({
    ...{ stateDir, cacheDir, logFile: `${stateDir}.log`, report: () => undefined },
    ...(port === undefined ? {} : { port }),
    signal: new AbortController().signal,
  });
  onTestFinished(async () => {
    if (processRuns(emulator.pid)) await emulator.stop();
  });
  return emulator;
}
