import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** All executable files of one name along a PATH, in its order, as absolute paths. */
export function executables(name: string, searchPath: string | undefined): string[] {
  return (searchPath ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .filter(isExecutable);
}

/** Whether a path is a file this process may run. */
function isExecutable(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // EACCES is the answer here, not a failure.
  }
}
