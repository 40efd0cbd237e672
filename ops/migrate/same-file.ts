import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { badInput } from "../failure.ts";

/** Whether two names lead to one regular file, through links and folders, whether or not it is there yet. Throws bad input for a name that leads nowhere. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([identityOf(one), identityOf(other)]);
  return first !== undefined && first === second;
}

/** Nothing for what is no regular file: a device may be named twice. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await unlessMissing(path, stat(path));
  if (found !== undefined) return found.isFile() ? `${found.dev}:${found.ino}` : undefined;
  const folder = (await unlessMissing(path, realpath(dirname(path)))) ?? dirname(path);
  return join(folder, basename(path));
}

async function unlessMissing<Found>(path: string, looked: Promise<Found>): Promise<Found | undefined> {
  try {
    return await looked;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw badInput(`${path} cannot be looked at: ${code ?? message}.`, "Name a file in a folder that you may read.");
  }
}
