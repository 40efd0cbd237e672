import { startEmulator } from "../../../local/emulator/emulator.ts";

/** Supervises an emulator as a process of its own, for the tests to kill. Arguments: state folder, cache folder. */
const [stateDir = "", cacheDir = ""] = process.argv.slice(2);
const emulator = await startEmulator({
  stateDir,
  cacheDir,
  logFile: `${stateDir}.log`,
  report: () => undefined,
  signal: new AbortController().signal,
});
process.stdout.write(`${emulator.pid}\n${emulator.endpoint}\nready\n`);
await emulator.exited;
