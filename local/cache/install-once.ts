import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { acquireLock } from "./lock.ts";
import { Unusable } from "./unusable.ts";

export interface Installation {
  /** What is installed, for people: "the Pulumi engine". */
  readonly what: string;
  /** Absolute path of the finished file or folder; it appears there complete or not at all. */
  readonly target: string;
  /** Says whether what stands at a path can be used; asked of the target and of a fresh build before it takes the name. */
  readonly usable: (at: string, signal: AbortSignal) => Promise<boolean>;
  /** Makes it at a temporary path beside the target, in the same file system. */
  readonly build: (temporary: string, signal: AbortSignal) => Promise<void>;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Installs something into a cache that several checkouts share: one process builds, the others wait and use its result.
 * Whatever ends a build, the target is never half there, and leftovers go with the next build. Resolves to whether it was
 * already there; throws `Unusable` with a sentence when the disk is full or the result does not work.
 */
export async function installOnce(installation: Installation): Promise<"present" | "installed"> {
  const { what, target, usable, report, signal } = installation;
  if (await usable(target, signal)) return "present";
  const lock = await acquireLock({
    file: `${target}.lock`,
    onWait: (owner, seconds) =>
      report(
        `waiting for ${what}: ${owner === undefined ? "another process" : `process ${owner}`} is making it (${seconds} s)`,
      ),
    signal,
  });
  try {
    if (await usable(target, signal)) return "present";
    await removeLeftovers(target);
    await buildAndRename(installation);
    return "installed";
  } finally {
    lock.release();
  }
}

async function buildAndRename({ what, target, usable, build, signal }: Installation): Promise<void> {
  const temporary = `${target}${partial}${randomUUID()}`;
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await build(temporary, signal);
    if (!(await usable(temporary, signal))) {
      throw new Unusable(
        `${what} was made but does not work on this machine; please report this with the lines above.`,
      );
    }
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    if (cause instanceof Error && "code" in cause && cause.code === "ENOSPC") throw diskFull(what, target, cause);
    throw cause;
  }
}

const partial = ".partial-";

async function removeLeftovers(target: string): Promise<void> {
  const folder = path.dirname(target);
  const prefix = `${path.basename(target)}${partial}`;
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** The failure for a disk without room, naming what was made and where. */
export function diskFull(what: string, target: string, cause?: unknown): Unusable {
  return new Unusable(
    `There is no room left for ${what} in ${path.dirname(target)}; free about 2 GB there or choose another cache folder.`,
    { cause },
  );
}
