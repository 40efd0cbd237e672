import { copyFile, link, mkdir, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { replaceFile, writeLauncher } from "../cache/launcher-script.ts";

export interface BinFolder {
  readonly binDir: string;
  /** The Pulumi CLI to be found there. */
  readonly pulumi: string;
}

/**
 * Lays out a checkout's own folder for the PATH: the CLI, and beside it (where the CLI looks, by the path it was started
 * under, symbolic links followed) a launcher of this checkout's language host. So the CLI is a hard link, or a copy where
 * the cache is on another file system. Returns the CLI's path there.
 */
export async function layBinFolder({ binDir, pulumi }: BinFolder): Promise<string> {
  await mkdir(binDir, { recursive: true });
  const placed = path.join(binDir, "pulumi");
  await placeBinary(pulumi, placed);
  const host = path.join(import.meta.dirname, "language-host.ts");
  await writeLauncher(path.join(binDir, "pulumi-language-nodejs"), [process.execPath, host]);
  return placed;
}

async function placeBinary(from: string, to: string): Promise<void> {
  const source = await stat(from);
  const present = await stat(to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  if (present?.size === source.size && present.mtimeMs === source.mtimeMs) return;
  await replaceFile(to, async (temporary) => {
    try {
      await link(from, temporary);
    } catch {
      await copyFile(from, temporary); // Another file system, or one without hard links: a copy serves the same.
      await utimes(temporary, source.atime, source.mtime);
    }
  });
}
