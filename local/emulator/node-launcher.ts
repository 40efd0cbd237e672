import { mkdir } from "node:fs/promises";
import path from "node:path";
import { writeLauncher } from "../cache/launcher-script.ts";

/** MiniStack's own use of `url.parse` would otherwise be in the log of every function. */
const deprecationOfTheEmulator = "DEP0169";

/**
 * Writes a `node` for the emulator's PATH that runs functions on this process's Node with the guard loaded. Returns the
 * folder that holds it.
 */
export async function layNodeLauncher(stateDir: string): Promise<string> {
  const folder = path.join(stateDir, "bin");
  await mkdir(folder, { recursive: true });
  const guard = path.join(import.meta.dirname, "function-guard.cjs");
  await writeLauncher(path.join(folder, "node"), [
    process.execPath,
    `--disable-warning=${deprecationOfTheEmulator}`,
    "--require",
    guard,
  ]);
  return folder;
}
