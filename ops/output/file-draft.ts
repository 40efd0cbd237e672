import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { badInput, type OpsFailure, unreadable } from "../failure.ts";

export type FileDraft = {
  /** Resolves when the text is written. */
  write(text: string): Promise<void>;
  /** Puts what was written in the place of the file. */
  keep(): Promise<void>;
  /** Leaves the file as it was; does nothing once it is kept. */
  drop(): Promise<void>;
};

/** What ails the disk rather than the name. */
const DISK = new Set(["ENOSPC", "EDQUOT", "EIO", "EFBIG"]);

/**
 * A file that is written whole or not at all, of any length: readers see the old content until the new one is complete. What
 * is no regular file, like a pipe or a device, is written at once. Failures are told with the file's name.
 */
export async function fileDraft(path: string): Promise<FileDraft> {
  const place = await placeOf(path);
  const draft = place.regular ? `${place.path}.${randomBytes(4).toString("hex")}.draft` : place.path;
  const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw unwritten(path, error);
    }
  };
  const file: FileHandle = await told(() => open(draft, place.regular ? "wx" : "w"));
  let isOpen = true;
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write: (text) => told(() => file.appendFile(text)),
    async keep() {
      await told(async () => {
        if (place.regular) await file.sync();
        await close();
        if (place.regular) await rename(draft, place.path);
      });
    },
    async drop() {
      await close();
      if (place.regular) await rm(draft, { force: true });
    },
  };
}

/** Where a name leads, through links; what is not there yet becomes a regular file. */
async function placeOf(path: string): Promise<{ path: string; regular: boolean }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw badInput(`${path} is a folder.`, "Name a file.");
    return { path: await realpath(path), regular: found.isFile() };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { path, regular: true };
    throw codeOf(error) === undefined ? error : unwritten(path, error);
  }
}

function unwritten(path: string, error: unknown): OpsFailure {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const why = (error as Error).message.replace(/^\w+: /, "").replace(/,.*/s, "");
  return DISK.has(code)
    ? unreadable(`${path} could not be written to its end: ${why}.`, "Make room on the disk, and run it again.", error)
    : badInput(`${path} could not be written: ${why}.`, "Name a file you may write.");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
