import { Unusable } from "./cache/unusable.ts";
import { findPython } from "./emulator/python.ts";
import { requireEngine } from "./engine/engine.ts";
import { cacheFolder, folderAt } from "./folder.ts";

/** Makes sure, before any work, that this machine has what the embedded mode needs; throws one `Unusable` that names all that is missing. */
export async function requireTools(signal: AbortSignal): Promise<void> {
  const checks = [
    findPython(process.env, signal),
    requireEngine({ cacheDir: cacheFolder(), binDir: folderAt().bin, signal }),
  ];
  const problems: string[] = [];
  for (const outcome of await Promise.allSettled(checks)) {
    if (outcome.status === "fulfilled") continue;
    if (!(outcome.reason instanceof Unusable)) throw outcome.reason;
    problems.push(outcome.reason.message);
  }
  if (problems.length > 0) throw new Unusable(problems.join("\n"));
}
