import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout this file belongs to. */
export const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));

/** Where one embedded AWS keeps what it has: everything below one folder, which `reset` removes. */
export type Folder = {
  readonly root: string;
  /** The emulator's state. */
  readonly state: string;
  /** The Pulumi project that the engine is run in; generated, so that the checkout's own stack files stay as they are. */
  readonly work: string;
  /** State of the stacks. */
  readonly backend: string;
  readonly pulumiHome: string;
  readonly bin: string;
  readonly passphraseFile: string;
  readonly machineFile: string;
  readonly portsFile: string;
  readonly endpointsFile: string;
  readonly emulatorLog: string;
  readonly machineLog: string;
};

/** The folder of this checkout's embedded AWS, or the one below another root. */
export function folderAt(root: string = join(CHECKOUT, ".local")): Folder {
  return {
    root,
    state: join(root, "state"),
    work: join(root, "work"),
    backend: join(root, "backend"),
    pulumiHome: join(root, "pulumi-home"),
    bin: join(root, "bin"),
    passphraseFile: join(root, "passphrase"),
    machineFile: join(root, "machine.json"),
    portsFile: join(root, "ports.json"),
    endpointsFile: join(root, "endpoints.json"),
    emulatorLog: join(root, "emulator.log"),
    machineLog: join(root, "machine.log"),
  };
}

/** What is slow to make and the same for every checkout: the engine and the emulator. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  return join(base === undefined || base === "" ? join(homedir(), ".cache") : base, "atlas-codex");
}
