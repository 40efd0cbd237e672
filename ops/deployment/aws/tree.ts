import { copyFile, mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "./git.ts";

/**
 * The hash of the tree of all files as they lie in a checkout: changed and new ones as well, ignored ones not. Git's own index
 * is not touched.
 */
export async function treeAsItLies(folder: string, signal: AbortSignal): Promise<string> {
  const own = await mkdtemp(join(tmpdir(), "atlas-codex-index-"));
  try {
    const index = join(own, "index");
    const words = ["rev-parse", "--path-format=absolute", "--git-path", "index"];
    const real = await git({ folder, words }, signal);
    const { atime, mtime } = await stat(real);
    await copyFile(real, index);
    // A file that was changed in the second in which git last looked is only looked at again while the index is no younger.
    await utimes(index, atime, mtime);
    const environment = { GIT_INDEX_FILE: index };
    await git({ folder, words: ["add", "--all", ":/"], environment }, signal);
    return await git({ folder, words: ["write-tree"], environment }, signal);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
