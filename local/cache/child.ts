import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called for each line the child writes, on either stream. */
  readonly onLine?: (line: string) => void;
  /** How the group is asked to end; SIGTERM by default. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed; 3 s by default. */
  readonly graceMilliseconds?: number;
  readonly signal: AbortSignal;
}

export interface ChildResult {
  /** The exit code; null when a signal ended the child or it could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  /** The last lines of both streams, oldest first. */
  readonly tail: readonly string[];
  /** Why the child could not be started, e.g. ENOENT. */
  readonly startFailure?: string;
}

const tailLines = 40;

/**
 * Runs a command to its end in a process group of its own and hands on its lines as they come. When the signal aborts,
 * the whole group is ended (politely, then by SIGKILL) before the signal's reason is thrown.
 */
export async function runChild(request: ChildRequest): Promise<ChildResult> {
  const { command, args, cwd, env, onLine, stopSignal = "SIGTERM", graceMilliseconds = 3000, signal } = request;
  signal.throwIfAborted();
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const tail: string[] = [];
  const stdout: string[] = [];
  const listen = (stream: Readable, keep?: string[]): void => {
    createInterface({ input: stream }).on("line", (line) => {
      keep?.push(line);
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      onLine?.(line);
    });
  };
  listen(child.stdout, stdout);
  listen(child.stderr);

  let hardStop: NodeJS.Timeout | undefined;
  const stop = (): void => {
    signalGroup(child.pid, stopSignal);
    hardStop = setTimeout(() => signalGroup(child.pid, "SIGKILL"), graceMilliseconds);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    const ended = await new Promise<{ code: number | null; startFailure?: string }>((resolve) => {
      child.once("error", (error: NodeJS.ErrnoException) =>
        resolve({ code: null, startFailure: error.code ?? error.message }),
      );
      child.once("close", (code) => resolve({ code }));
    });
    signal.throwIfAborted();
    return { ...ended, stdout: stdout.join("\n"), tail };
  } finally {
    clearTimeout(hardStop);
    signal.removeEventListener("abort", stop);
  }
}

/** Sends a signal to a process group; a group that is already gone is no error. */
export function signalGroup(leader: number | undefined, name: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
