import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Writes an executable shell script that becomes a command, its own arguments appended; replaces one already there. */
export async function writeLauncher(file: string, command: readonly string[]): Promise<void> {
  const script = `#!/bin/sh\nexec ${command.map(quoted).join(" ")} "$@"\n`;
  await replaceFile(file, (temporary) => writeFile(temporary, script, { mode: 0o755 }));
}

/** Makes a file under a temporary name in the same folder and gives it its name in one step. */
export async function replaceFile(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    await write(temporary);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
