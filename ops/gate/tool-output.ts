import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { unreadable } from "../failure.ts";

const run = promisify(execFile);
const MOST_BYTES = 256 * 1024 * 1024;

export type Tool = {
  /** The program and its words. */
  readonly words: readonly [string, ...string[]];
  readonly root: string;
  /** What is being read, as the subject of a sentence. */
  readonly what: string;
  /** What to try when it cannot be. */
  readonly fix: string;
  /** Exit codes that are an answer. */
  readonly answers?: readonly number[];
  /** What it is given on stdin. */
  readonly input?: string;
};

/** What a program prints on stdout; `unreadable` when it is not there or ends with anything else than an answer. */
export async function toolOutput(
  { words, root, what, fix, answers = [0], input = "" }: Tool,
  signal: AbortSignal,
): Promise<string> {
  const [program, ...rest] = words;
  try {
    const running = run(program, rest, { cwd: root, signal, maxBuffer: MOST_BYTES });
    // A program that ends before it has read everything says so by its exit code.
    running.child.stdin?.on("error", () => undefined).end(input);
    const { stdout } = await running;
    return stdout;
  } catch (error) {
    if (signal.aborted) throw error;
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code === "number" && answers.includes(code) && stdout !== undefined) return stdout;
    const last =
      stderr
        ?.trim()
        .split("\n")
        .findLast((line) => /error/i.test(line)) ?? stderr?.trim().split("\n").at(-1);
    const why = last === undefined || last === "" ? String(code ?? error) : last;
    throw unreadable(`${what} could not be read: ${why}`, fix, error);
  }
}
