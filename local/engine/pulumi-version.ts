import { runChild } from "../cache/child.ts";
import { parseVersion, satisfies, type Version } from "./version.ts";

/** The engine's release: what go.mod names, what is built, and the oldest one taken from the PATH. */
export const engineVersion: Version = [3, 259, 0];

const answerMilliseconds = 30_000;

/** Asks a Pulumi CLI for its version, e.g. "3.259.0"; undefined when it does not answer, or is too old for us. */
export async function usableVersion(pulumi: string, signal: AbortSignal): Promise<string | undefined> {
  const deadline = AbortSignal.timeout(answerMilliseconds);
  const answer = await runChild({
    command: pulumi,
    args: ["version"],
    // A shell may still carry the working folder of an embedded AWS that is gone.
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_OPTION_CWD: undefined },
    signal: AbortSignal.any([signal, deadline]),
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    if (deadline.aborted) return undefined;
    throw error;
  });
  const version = answer?.code === 0 ? parseVersion(answer.stdout) : undefined;
  return version !== undefined && satisfies(version, engineVersion) ? version.join(".") : undefined;
}
