import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type OpsFailure, unreadable } from "../failure.ts";
import { adviceOn } from "./advice.ts";

const run = promisify(execFile);

/** More than any stack of ours prints; what prints more is cut off and refused. */
const MOST_BYTES = 256 * 1024 * 1024;

export type EngineCommand = {
  /** The words after `pulumi`. */
  words: readonly string[];
  /** What is being read, as the subject of a sentence: `The stack preview`. */
  what: string;
};

/** What a `pulumi` command prints on stdout; `unreadable` when there is no such command or it ends with an error. */
export async function engineOutput({ words, what }: EngineCommand, signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run("pulumi", [...words, "--non-interactive"], { signal, maxBuffer: MOST_BYTES });
    return stdout;
  } catch (error) {
    if (signal.aborted) throw error;
    if (isMissing(error)) throw engineMissing(error);
    const why = reason(error);
    throw unreadable(`${what} could not be read: ${why}`, adviceOn(why), error);
  }
}

function engineMissing(error: unknown): OpsFailure {
  return unreadable(
    "There is no `pulumi` command on the PATH.",
    'Install Pulumi, or for the embedded AWS: eval "$(npm run -s local -- env)"',
    error,
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** The engine's own sentence: its last line that says `error:`, else its last line. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const told = ["stderr", "stdout"].flatMap((stream) => {
    const text = (error as unknown as Record<string, unknown>)[stream];
    return typeof text === "string" ? text.split("\n").map((line) => line.trim()) : [];
  });
  const lines = told.filter((line) => line !== "");
  const blamed = lines.findLast((line) => /^error: (?!preview failed|update failed)/.test(line));
  return (blamed ?? lines.at(-1) ?? error.message).replace(/^error: /, "");
}
