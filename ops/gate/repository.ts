import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { unreadable } from "../failure.ts";
import { toolOutput } from "./tool-output.ts";

const FIX = "Run it in a clone of the repository, with git installed.";

/** The files of the checkout that git keeps or would keep, as paths from its folder. */
export async function keptFiles(root: string, signal: AbortSignal): Promise<string[]> {
  const words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"] as const;
  const text = await toolOutput({ words, root, what: "The list of the repository's files", fix: FIX }, signal);
  return [...new Set(text.split("\0").filter((path) => path !== ""))];
}

/** Whether older commits are missing here. */
export async function isShallow(root: string, signal: AbortSignal): Promise<boolean> {
  const words = ["git", "rev-parse", "--is-shallow-repository"] as const;
  return (await toolOutput({ words, root, what: "The repository", fix: FIX }, signal)).trim() === "true";
}

const LOG = [
  ...["-c", "core.quotePath=false", "-c", "log.showSignature=false"],
  ...["log", "--all", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames"],
  ...["--src-prefix=a/", "--dst-prefix=b/", "--diff-merges=separate", "--format=commit %H%n%w(0,1,1)%B"],
];

/** Every line of `git log --patch` over all references, newest commit first. A commit is told as `commit` and its hash, its message with a space before each line. */
export async function* historyLines(root: string, signal: AbortSignal): AsyncGenerator<string> {
  const git = spawn("git", LOG, { cwd: root, signal, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  git.stderr.setEncoding("utf8").on("data", (text: string) => {
    told = (told + text).slice(-500);
  });
  const ended = new Promise<number | null>((resolve, reject) => git.on("error", reject).on("close", resolve));
  // Awaited below, where it is told; until then a failure to start must not be an unhandled rejection.
  ended.catch(() => undefined);
  yield* createInterface({ input: git.stdout, crlfDelay: Number.POSITIVE_INFINITY });
  const code = await ended;
  if (code !== 0) throw unreadable(`The history could not be read: ${told.trim() || `git ended with ${code}`}`, FIX);
}
