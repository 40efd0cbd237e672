import { execFile } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { CHECKOUT } from "../../local/folder.ts";

const run = promisify(execFile);
const NOBODY = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.invalid"];

/** A change of one file: one text in it for another, or more at its end. */
export type Edit =
  | { readonly file: string; readonly find: string; readonly put: string }
  | { readonly file: string; readonly append: string };

export type ThrowawayCheckout = {
  readonly folder: string;
  /** Commits these changes on top of what is checked out; returns the new commit. */
  commit(name: string, edits: readonly Edit[]): Promise<string>;
  /** Makes the changes and commits none of them. */
  edit(edits: readonly Edit[]): Promise<void>;
  /** The files of a commit, and no others. */
  goTo(commit: string): Promise<void>;
  remove(): Promise<void>;
};

/** A repository of its own with one commit: the files of this checkout that git keeps or would keep, as they lie there. */
export async function throwawayCheckout(): Promise<ThrowawayCheckout & { readonly first: string }> {
  const root = await mkdtemp(join(tmpdir(), "atlas-codex-checkout-"));
  const folder = join(root, "checkout");
  const git = async (...words: string[]) => (await run("git", [...NOBODY, ...words], { cwd: folder })).stdout.trim();
  const commitAll = async (name: string) => {
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", "--message", name);
    return git("rev-parse", "HEAD");
  };
  const edit = async (edits: readonly Edit[]) => {
    for (const each of edits) await changed(join(folder, each.file), each);
  };
  for (const file of await keptFiles()) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(CHECKOUT, file), join(folder, file));
  }
  await linkDependencies(folder);
  await git("init", "--quiet");
  const first = await commitAll("As it lies");
  return {
    ...{ folder, first, edit },
    async commit(name, edits) {
      await edit(edits);
      return commitAll(name);
    },
    async goTo(commit) {
      await git("checkout", "--quiet", "--force", "--detach", commit);
      await git("clean", "--quiet", "--force", "-d");
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function changed(path: string, edit: Edit): Promise<void> {
  if ("append" in edit) return appendFile(path, edit.append);
  const text = await readFile(path, "utf8");
  if (!text.includes(edit.find)) throw new Error(`${edit.file} does not hold: ${edit.find}`);
  await writeFile(
    path,
    text.replace(edit.find, () => edit.put),
  );
}

async function keptFiles(): Promise<readonly string[]> {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { stdout } = await run("git", words, { cwd: CHECKOUT, maxBuffer: 16 * 1024 * 1024 });
  const { stdout: gone } = await run("git", ["ls-files", "-z", "--deleted"], { cwd: CHECKOUT });
  const missing = new Set(gone.split("\0"));
  return stdout.split("\0").filter((file) => file !== "" && !missing.has(file));
}

/** The rules about imports know dependencies by where they lie: a link to the folder would not do. */
async function linkDependencies(folder: string): Promise<void> {
  const [from, to] = [join(CHECKOUT, "node_modules"), join(folder, "node_modules")];
  try {
    await run("cp", ["-Rl", from, to]);
  } catch {
    await rm(to, { recursive: true, force: true });
    await run("cp", ["-R", from, to]);
  }
}
