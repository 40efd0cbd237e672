import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { executables } from "../cache/executables.ts";
import { installOnce } from "../cache/install-once.ts";
import { Unusable } from "../cache/unusable.ts";
import { layBinFolder } from "./bin-folder.ts";
import { buildEngine } from "./build.ts";
import { findGo } from "./go-toolchain.ts";
import { engineVersion, usableVersion } from "./pulumi-version.ts";

export interface Engine {
  /** Absolute path of the Pulumi CLI. */
  readonly pulumi: string;
  readonly version: string;
  readonly source: "path" | "cache" | "built";
  /** To be put first on the PATH: holds `pulumi` and `pulumi-language-nodejs`. */
  readonly binDir: string;
}

export interface EngineOptions {
  /** Shared by the checkouts of this user, outside of them. */
  readonly cacheDir: string;
  /** This checkout's own folder, filled unless the PATH brings a complete Pulumi. */
  readonly binDir: string;
  /** The environment searched for `pulumi` and `go`; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Finds or makes a Pulumi CLI with its Node.js language host: one on the PATH that is new enough, else the cached one,
 * else one built from the Go module proxy. Throws `Unusable` with a sentence when none can be had.
 */
export async function ensureEngine(options: EngineOptions): Promise<Engine> {
  const { cacheDir, report, signal, env = process.env } = options;
  if (process.platform === "win32") {
    throw new Unusable("The embedded mode needs Linux or macOS; on Windows, run it inside WSL.");
  }
  const onPath = await findOnPath(options);
  if (onPath !== undefined) return onPath;

  const target = cachedEngine(cacheDir);
  const outcome = await installOnce({
    what: "the Pulumi engine",
    target,
    usable: async (at) => existsSync(at) && (await usableVersion(at, signal)) !== undefined,
    build: (output) => buildEngine({ output, env, report, signal }),
    report,
    signal,
  });
  const pulumi = await layBinFolder({ binDir: path.resolve(options.binDir), pulumi: target });
  return {
    pulumi,
    version: engineVersion.join("."),
    source: outcome === "installed" ? "built" : "cache",
    binDir: path.dirname(pulumi),
  };
}

/**
 * Makes sure that `ensureEngine` has a way to succeed, without building anything: a usable CLI on the PATH or in the cache,
 * or a Go that can build one. Throws `Unusable` otherwise.
 */
export async function requireEngine({
  cacheDir,
  binDir,
  env = process.env,
  signal,
}: Omit<EngineOptions, "report">): Promise<void> {
  const own = path.resolve(binDir);
  const found = executables("pulumi", env.PATH).filter((each) => path.dirname(each) !== own);
  for (const each of [cachedEngine(cacheDir), ...found]) {
    if (existsSync(each) && (await usableVersion(each, signal)) !== undefined) return;
  }
  await findGo(env, signal);
}

function cachedEngine(cacheDir: string): string {
  const version = engineVersion.join(".");
  return path.join(cacheDir, "engine", `pulumi-${version}-${process.platform}-${process.arch}-${pinned()}`);
}

async function findOnPath({ binDir, env = process.env, signal }: EngineOptions): Promise<Engine | undefined> {
  const own = path.resolve(binDir);
  for (const found of executables("pulumi", env.PATH)) {
    if (path.dirname(found) === own) continue;
    const version = await usableVersion(found, signal);
    if (version === undefined) continue;
    const real = realpathSync(found);
    if (existsSync(path.join(path.dirname(real), "pulumi-language-nodejs"))) {
      return { pulumi: real, version, source: "path", binDir: path.dirname(real) };
    }
    const pulumi = await layBinFolder({ binDir: own, pulumi: real });
    if ((await usableVersion(pulumi, signal)) === version) return { pulumi, version, source: "path", binDir: own };
  }
  return undefined;
}

/** Changes with every change of the pinned modules, so that a cached engine is always the one go.sum describes. */
function pinned(): string {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(path.join(import.meta.dirname, file)));
  return hash.digest("hex").slice(0, 12);
}
