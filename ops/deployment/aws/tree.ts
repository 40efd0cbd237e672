import { copyFile, mkdtemp, rm } from "node:fs/promises";
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
    await copyFile(await git({ folder, words }, signal), index);
    const environment = { GIT_INDEX_FILE: index };
    await git({ folder, words: ["add", "--all", ":/"], environment }, signal);
    return await git({ folder, words: ["write-tree"], environment }, signal);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
