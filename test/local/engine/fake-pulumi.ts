import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** Puts a command into a folder that answers `version` like a Pulumi CLI of that release. */
export async function fakePulumi(folder: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "pulumi");
  await writeFile(file, `#!/bin/sh\n[ "$1" = version ] && echo v${version}\n`, { mode: 0o755 });
  return file;
}
