import { runChild } from "../cache/child.ts";
import { executables } from "../cache/executables.ts";
import { Unusable } from "../cache/unusable.ts";

export interface Python {
  readonly command: string;
  /** The full release, e.g. "3.11.7". */
  readonly version: string;
}

const names = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];
const probe = `import sys
print(*sys.version_info[:3], sep=".")
try:
    import venv, ensurepip
except ImportError:
    print("no venv")`;
const install = 'install it (Debian and Ubuntu: "apt install python3 python3-venv"; macOS: "brew install python")';

/**
 * Finds a Python of 3.10 or later that can make virtual environments with pip. Throws `Unusable` naming what is missing:
 * Python itself, a recent one, or its venv and ensurepip modules.
 */
export async function findPython(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Python> {
  const faults: string[] = [];
  for (const command of names.flatMap((name) => executables(name, env.PATH))) {
    const answer = await runChild({ command, args: ["-c", probe], env, signal });
    const [version = "", venv] = answer.code === 0 ? answer.stdout.split("\n") : [];
    if (version === "") continue;
    const fault = judgePython(version, { hasVenv: venv === undefined });
    if (fault === undefined) return { command, version };
    faults.push(`${command} ${fault}`);
  }
  const found = faults.length === 0 ? "there is no python3 on the PATH" : faults.join(", ");
  throw new Unusable(`The embedded AWS needs Python 3.10 or later with its venv module, but ${found}; ${install}.`);
}

/** What is wrong with a Python release, as the end of a sentence; undefined when it will do. */
export function judgePython(version: string, { hasVenv }: { hasVenv: boolean }): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== 3 || minor < 10) return `is ${version}`;
  return hasVenv ? undefined : `(${version}) lacks the venv or ensurepip module`;
}
