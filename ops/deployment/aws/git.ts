import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { unreadable } from "../../failure.ts";

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

export type Git = {
  readonly folder: string;
  readonly words: readonly string[];
  /** More than the environment has, for example another index. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** What a `git` command prints in a folder, without the last line end; `unreadable` with git's own sentence when it fails. */
export async function git({ folder, words, environment }: Git, signal?: AbortSignal): Promise<string> {
  // Somebody else may work in the same checkout: what only reads takes no lock.
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", ...environment };
  try {
    const options = { cwd: folder, env, maxBuffer: MOST_BYTES, ...(signal === undefined ? {} : { signal }) };
    return (await run("git", words, options)).stdout.replace(/\n$/, "");
  } catch (error) {
    if (signal?.aborted) throw error;
    const told = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    const why = told === "" && error instanceof Error ? error.message : told;
    throw unreadable(`git ${words[0]}: ${why.split("\n").at(-1)}`, "Run it in a checkout of this repository.", error);
  }
}
