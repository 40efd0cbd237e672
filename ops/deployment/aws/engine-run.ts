import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { unreadable } from "../../failure.ts";

/** The engine ends what it has begun when it is asked to; after this long it is killed, in milliseconds. */
const GRACE = 120_000;
const LAST_WORDS = 400;
/** What the engine prints while nothing happens. */
const DOTS = /^@ \w+\.+$/;

export type EngineRun = {
  /** The words after `pulumi`. */
  readonly words: readonly string[];
  /** The folder of the Pulumi project; the one that PULUMI_OPTION_CWD names, or the working directory, unless it is said. */
  readonly folder?: string;
  /** Is told each line on either stream, as it comes. */
  readonly onLine?: (line: string) => void;
};

export type EngineRunEnd = { readonly code: number | null; readonly stdout: string; readonly words: readonly string[] };

/**
 * Runs one `pulumi` command to its end. When the signal aborts, the engine is asked to end (SIGINT), has the time it needs to
 * end what it has begun, and then the signal's reason is thrown. It has a process group of its own: a Ctrl-C at the terminal
 * would else reach it as well, and a second one makes it leave its work undone.
 */
export async function runEngine({ words, folder, onLine }: EngineRun, signal: AbortSignal): Promise<EngineRunEnd> {
  signal.throwIfAborted();
  const env = { ...process.env, ...(folder === undefined ? {} : { PULUMI_OPTION_CWD: folder }) };
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  const child = spawn("pulumi", [...words, "--non-interactive"], { env, stdio, detached: true });
  const last: string[] = [];
  const printed: string[] = [];
  const listen = (line: string) => {
    if (DOTS.test(line)) return;
    last.push(line);
    if (last.length > LAST_WORDS) last.shift();
    onLine?.(line);
  };
  createInterface({ input: child.stderr }).on("line", listen);
  createInterface({ input: child.stdout }).on("line", (line) => {
    printed.push(line);
    listen(line);
  });
  let killing: NodeJS.Timeout | undefined;
  const stop = () => {
    child.kill("SIGINT");
    killing = setTimeout(() => child.kill("SIGKILL"), GRACE);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ENOENT" ? engineMissing(error) : error),
      );
      child.once("close", resolve);
    });
    signal.throwIfAborted();
    return { code, stdout: printed.join("\n"), words: last };
  } finally {
    signal.removeEventListener("abort", stop);
    clearTimeout(killing);
  }
}

function engineMissing(error: unknown) {
  return unreadable(
    "There is no `pulumi` command on the PATH.",
    'Install Pulumi, or for the embedded AWS: eval "$(npm run -s local -- env)"',
    error,
  );
}
