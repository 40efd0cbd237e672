import { runChild } from "../cache/child.ts";
import { executables } from "../cache/executables.ts";
import { Unusable } from "../cache/unusable.ts";
import { parseVersion, satisfies, type Version } from "./version.ts";

const needed: Version = [1, 26, 0];
const firstThatFetches: Version = [1, 21, 0];
const remedy =
  "install Go 1.26 or later (https://go.dev/dl/), or Pulumi 3.259.0 or later (https://www.pulumi.com/docs/install/)";

/**
 * Finds a Go that can build the engine: 1.26 or later, or 1.21 and later where Go may fetch a newer toolchain itself.
 * Returns the command's absolute path; throws `Unusable` saying what is there and what to install.
 */
export async function findGo(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const [go] = executables("go", env.PATH);
  if (go === undefined) {
    throw new Unusable(
      `The Pulumi engine is neither on the PATH nor built yet, and there is no Go to build it: ${remedy}.`,
    );
  }
  const ask = (...args: string[]) => runChild({ command: go, args, env: { ...env, GOTOOLCHAIN: "local" }, signal });
  const answer = await ask("version");
  const version = parseVersion(answer.stdout);
  if (answer.code !== 0 || version === undefined) {
    throw new Unusable(`${go} does not tell its version (${answer.tail.at(-1) ?? answer.startFailure}); ${remedy}.`);
  }
  const problem = judgeGo(version, await toolchainPolicy(go, env, signal));
  if (problem !== undefined) throw new Unusable(`${problem}: ${remedy}.`);
  return go;
}

/** What is wrong with a Go release under a GOTOOLCHAIN setting, as the start of a sentence; undefined when it will do. */
export function judgeGo(version: Version, policy: string): string | undefined {
  if (satisfies(version, needed)) return undefined;
  const found = `Go ${version.join(".")} cannot build the Pulumi engine`;
  if (!satisfies(version, firstThatFetches)) return `${found} and is too old (before 1.21) to fetch a newer toolchain`;
  if (/^(local|path|go[\d.]+)$/.test(policy))
    return `${found}, and GOTOOLCHAIN=${policy} keeps it from fetching Go 1.26`;
  return undefined;
}

async function toolchainPolicy(go: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  return (await runChild({ command: go, args: ["env", "GOTOOLCHAIN"], env, signal })).stdout.trim();
}
