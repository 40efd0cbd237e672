import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { ensureEmulator } from "./installation.ts";
import { type Emulator, launch } from "./launch.ts";
import { layNodeLauncher } from "./node-launcher.ts";

export type { Emulator } from "./launch.ts";

export interface EmulatorOptions {
  /** Keeps everything the emulator writes; one emulator at a time. */
  readonly stateDir: string;
  /** Shared by the checkouts of this user, outside of them. */
  readonly cacheDir: string;
  /** The emulator's own log; the last run's stays beside it as `.previous`. */
  readonly logFile: string;
  /** A port to insist on; otherwise the last run's, so that addresses stay valid, or a free one. */
  readonly port?: number;
  readonly report: (line: string) => void;
  /** Aborts the start; a running emulator is ended with `stop`. */
  readonly signal: AbortSignal;
}

/**
 * Starts the AWS emulator on 127.0.0.1 with its policies enforced and its state kept between runs, and waits until it
 * answers. It ends, writing its state, when this process does, however that ends. Throws `Unusable` with a sentence
 * when it is held by another run, the port is taken, or something is missing.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { stateDir, cacheDir, logFile, port, report, signal } = options;
  const python = await ensureEmulator({ cacheDir, report, signal });
  await mkdir(stateDir, { recursive: true });
  const nodeFolder = await layNodeLauncher(stateDir);
  const temporaryDir = temporaryFolder(cacheDir, stateDir);
  return await launch({ python, stateDir, temporaryDir, logFile, nodeFolder, port: port ?? 0, signal });
}

/** Functions run outside the checkout, one folder for each state folder: no node_modules of ours is in their reach. */
function temporaryFolder(cacheDir: string, stateDir: string): string {
  const name = createHash("sha256").update(path.resolve(stateDir)).digest("hex").slice(0, 16);
  return path.join(path.resolve(cacheDir), "emulator", "run", name);
}
