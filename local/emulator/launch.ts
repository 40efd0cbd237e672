import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Unusable } from "../cache/unusable.ts";
import { Announcement, refusal } from "./announcement.ts";
import { lastLines } from "./log.ts";
import { StillRunning, stopGroup } from "./stop.ts";

export interface LaunchRequest {
  readonly python: string;
  readonly stateDir: string;
  /** For one run: the code of functions, and what they write to /tmp on AWS. */
  readonly temporaryDir: string;
  readonly logFile: string;
  /** Holds the `node` that functions run on. */
  readonly nodeFolder: string;
  /** 0 for the last run's port or a free one. */
  readonly port: number;
  readonly signal: AbortSignal;
}

export interface Emulator {
  /** http://127.0.0.1:PORT, for every service. */
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
  /** Whether the last run's state is there; `lost` after a run that did not end cleanly: everything starts empty. */
  readonly recovered: "fresh" | "restored" | "lost";
  /** Whether the kept state still names the port of the last run (queue and API addresses): deploy again. */
  readonly moved: boolean;
  /** Services whose kept state could not be read back, in the emulator's own words. */
  readonly unrestored: readonly string[];
  /** Resolves to the exit code when the emulator ends for whatever reason, null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends it cleanly: its state is written and all its processes are gone. Throws `Unusable` when either is not so. */
  stop(): Promise<void>;
}

const readyMilliseconds = 60_000;
const script = path.join(import.meta.dirname, "supervised_server.py");

/** Starts the server process, its standard input being its lifeline, and waits until it says that it serves. */
export async function launch(request: LaunchRequest): Promise<Emulator> {
  const { logFile, signal } = request;
  signal.throwIfAborted();
  const child = start(request);
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const stop = (): Promise<void> => stopGroup({ child, exited, logFile });
  const deadline = AbortSignal.timeout(readyMilliseconds);
  try {
    const announced = await firstAnnouncement(child, exited, AbortSignal.any([signal, deadline]));
    if (announced === undefined) {
      throw new Unusable(
        `The embedded AWS ended before it was ready; its last lines (${logFile}):\n${lastLines(logFile)}`,
      );
    }
    if ("refused" in announced) throw refusal(announced);
    return { endpoint: `http://127.0.0.1:${announced.port}`, ...announced, exited, stop };
  } catch (error) {
    const late = `The embedded AWS did not get ready within 60 seconds; its log is ${logFile}.`;
    const first = deadline.aborted && !signal.aborted ? new Unusable(late, { cause: error }) : error;
    await stop().catch((second: unknown) => {
      // That it did not end cleanly follows from the first failure, which is the one to tell; what remains of it does not.
      if (second instanceof StillRunning)
        throw new Unusable(`${messageOf(first)}\n${second.message}`, { cause: first });
    });
    throw first;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function start({ python, stateDir, temporaryDir, logFile, nodeFolder, port }: LaunchRequest): ChildProcess {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  try {
    return spawn(python, [script, stateDir, temporaryDir, logFile, String(port)], {
      cwd: stateDir,
      // All of this is what functions see too: nothing of the host's environment beyond it, and nothing secret.
      env: {
        PATH: [nodeFolder, path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(path.delimiter),
        HOME: path.join(temporaryDir, "home"),
        TMPDIR: temporaryDir,
        LANG: "en_US.UTF-8",
        TZ: "UTC",
        PYTHONNOUSERSITE: "1",
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUTF8: "1",
      },
      stdio: ["pipe", log, log, "pipe"],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

async function firstAnnouncement(
  child: ChildProcess,
  exited: Promise<number | null>,
  signal: AbortSignal,
): Promise<Announcement | undefined> {
  const control = child.stdio[3] as Readable;
  const line = new Promise<string>((resolve) => createInterface({ input: control }).once("line", resolve));
  const failed = new Promise<never>((_, reject) => {
    child.once("error", reject);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const first = await Promise.race([line, exited.then(() => undefined), failed]);
  return first === undefined ? undefined : Announcement.parse(JSON.parse(first));
}
