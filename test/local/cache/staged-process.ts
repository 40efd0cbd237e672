import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { onTestFinished } from "vitest";

export interface StagedProcess {
  readonly child: ChildProcess;
  /** All it has said so far. */
  readonly said: () => string;
  /** Resolves when it has said a line. */
  readonly saying: (line: string) => Promise<void>;
  readonly exited: Promise<number | null>;
}

/** Starts one of the programs beside this file and listens to it; it ends with the test at the latest. */
export function startProgram(file: string, args: readonly string[]): StagedProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, file), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    said += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const saying = (line: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (said.split("\n").includes(line)) resolve();
      };
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(`It ended without saying "${line}", but said: ${said}`)));
      look();
    });
  return { child, said: () => said, saying, exited };
}
