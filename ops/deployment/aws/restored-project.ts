import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import * as z from "zod";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { badInput, unreadable } from "../../failure.ts";
import { CHECKOUT } from "./checkout.ts";
import { git } from "./git.ts";

const run = promisify(execFile);

export type RestoredProject = {
  /** The folder of the Pulumi project. */
  readonly folder: string;
  /** Removes it; may be repeated. */
  remove(): Promise<void>;
};

export type RestoredProjectArgs = {
  readonly stage: Stage;
  readonly commit: string;
  readonly note: (line: string) => void;
  /** The repository; the checkout that this is run from unless it is said. */
  readonly repository?: string;
  /** The folder of the project that runs now. */
  readonly running?: string | undefined;
};

/**
 * The program as of a commit in a working tree of its own, with that commit's settings and, where the project that runs now
 * is a generated one, the entries that only it has. Dependencies are those that are installed when the commit asks for the
 * same, else its own are installed. `badInput` for a commit that there is not.
 */
export async function restoredProject(args: RestoredProjectArgs, signal: AbortSignal): Promise<RestoredProject> {
  const { commit, stage, note, repository = CHECKOUT, running = process.env.PULUMI_OPTION_CWD } = args;
  const full = await commitOf({ repository, commit }, signal);
  await git({ folder: repository, words: ["worktree", "prune"] }, signal);
  const folder = join(await mkdtemp(join(tmpdir(), "atlas-codex-restored-")), "checkout");
  const remove = async () => {
    await rm(join(folder, ".."), { recursive: true, force: true });
    await git({ folder: repository, words: ["worktree", "prune"] });
  };
  try {
    await git({ folder: repository, words: ["worktree", "add", "--detach", folder, full] }, signal);
    await installed({ folder, repository, note }, signal);
    if (running !== undefined) await carryOver({ name: `Pulumi.${stage}.yaml`, folder, repository, running });
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Asked = { readonly repository: string; readonly commit: string };

async function commitOf({ repository, commit }: Asked, signal: AbortSignal): Promise<string> {
  const words = ["rev-parse", "--verify", "--end-of-options", `${commit}^{commit}`];
  try {
    return await git({ folder: repository, words }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw badInput(`There is no commit ${commit} in this checkout.`, "Fetch it first: git fetch --all");
  }
}

type Places = { readonly folder: string; readonly repository: string };

async function installed(
  { folder, repository, note }: Places & Pick<RestoredProjectArgs, "note">,
  signal: AbortSignal,
): Promise<void> {
  const [then, now] = await Promise.all([folder, repository].map((at) => textOf(join(at, "package-lock.json"))));
  if (then === now) {
    await symlink(join(repository, "node_modules"), join(folder, "node_modules"), "dir");
    return;
  }
  note("The commit has other dependencies; they are installed.");
  try {
    await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, signal, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreadable(
      "The dependencies of the commit could not be installed.",
      "Try it: git worktree add --detach FOLDER COMMIT, then npm ci in it.",
      error,
    );
  }
}

const StackFile = z.looseObject({ config: z.record(z.string(), z.unknown()).default({}) });

/** Entries that the running project's stack file has and the checkout's has not go into the restored one. */
async function carryOver({ name, folder, repository, running }: Places & { name: string; running: string }) {
  const read = async (at: string) => StackFile.parse(parse((await textOf(join(at, name))) || "{}"));
  const [restored, committed, now] = await Promise.all([folder, repository, running].map(read));
  const more = onlyIn(now?.config ?? {}, committed?.config ?? {});
  const merged = {
    ...onlyIn(now ?? {}, committed ?? {}),
    ...restored,
    config: { ...restored?.config, ...more },
  };
  await writeFile(join(folder, name), stringify(merged));
}

function onlyIn(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(one).filter(([name]) => !(name in other)));
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
