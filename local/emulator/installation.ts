import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type ChildResult, runChild } from "../cache/child.ts";
import { diskFull, installOnce } from "../cache/install-once.ts";
import { Unusable } from "../cache/unusable.ts";
import { findPython, type Python } from "./python.ts";

export interface InstallationOptions {
  /** Shared by the checkouts of this user, outside of them. */
  readonly cacheDir: string;
  /** The environment searched for Python; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

const requirements = path.join(import.meta.dirname, "requirements.txt");
const what = "the embedded AWS (MiniStack)";

/**
 * Makes the emulator's own Python environment, with every package pinned, unless the cache has it. Returns its Python;
 * throws `Unusable` with a sentence when Python or a package cannot be had.
 */
export async function ensureEmulator({
  cacheDir,
  env = process.env,
  report,
  signal,
}: InstallationOptions): Promise<string> {
  const clean = { ...env, PYTHONHOME: undefined, PYTHONPATH: undefined, PYTHONNOUSERSITE: "1" };
  const python = await findPython(clean, signal);
  const target = path.join(cacheDir, "emulator", environmentName(python));
  await installOnce({
    what,
    target,
    usable: (at) => hasEmulator(at, clean, signal),
    build: (temporary) => build({ python, temporary, env: clean, report, signal }),
    report,
    signal,
  });
  return pythonOf(target);
}

function environmentName({ version }: Python): string {
  const pins = readFileSync(requirements, "utf8");
  const [, release] = /^ministack==(.+)$/m.exec(pins) ?? [];
  return `ministack-${release}-python-${version}-${createHash("sha256").update(pins).digest("hex").slice(0, 12)}`;
}

function pythonOf(environment: string): string {
  return path.join(environment, "bin", "python3");
}

async function hasEmulator(environment: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<boolean> {
  const command = pythonOf(environment);
  if (!existsSync(command)) return false;
  const check = 'import importlib.metadata as metadata, hypercorn; print(metadata.version("ministack"))';
  return (await runChild({ command, args: ["-c", check], env, signal })).code === 0;
}

interface Build {
  readonly python: Python;
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

async function build({ python, temporary, env, report, signal }: Build): Promise<void> {
  report(`installing ${what} into the cache, once for this machine`);
  const total = readFileSync(requirements, "utf8").match(/^\w.*==/gm)?.length ?? 0;
  let collected = 0;
  const run = async (command: string, args: string[]): Promise<void> => {
    const onLine = (line: string): void => {
      if (!line.startsWith("Collecting ")) return;
      collected += 1;
      report(
        `fetching ${line.slice("Collecting ".length).split(" ", 1)[0]} (${collected} of at most ${total} packages)`,
      );
    };
    const result = await runChild({ command, args, env, onLine, signal });
    if (result.code !== 0) throw pipFailure(result, temporary);
  };
  const pip = ["-m", "pip", "--disable-pip-version-check", "--no-input"];
  await run(python.command, ["-m", "venv", temporary]);
  await run(pythonOf(temporary), [...pip, "install", "--no-deps", "--prefer-binary", "-r", requirements]);
  await run(pythonOf(temporary), [...pip, "check"]);
}

/** Turns a failed venv or pip command into one sentence: disk full, index out of reach, or its own last line. */
export function pipFailure(result: ChildResult, at: string): Unusable {
  const said = result.tail.join("\n");
  if (/no space left on device/i.test(said)) return diskFull(what, at);
  const last = result.tail.findLast((line) => line.trim() !== "") ?? result.startFailure ?? "no output";
  if (
    /connection (error|broken|refused)|timed out|ProxyError|SSLError|name resolution|NewConnectionError/i.test(said)
  ) {
    return new Unusable(`The Python package index cannot be reached (${last}); check the network and pip's settings.`);
  }
  return new Unusable(`${what} could not be installed: ${last}`);
}
