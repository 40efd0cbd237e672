import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import type { MigratingArgs, MigratingLine } from "./migrating.ts";

export type MigratingProcess = {
  /** Resolves when it has looked at so many items. */
  scanned(items: number): Promise<void>;
  kill(): Promise<void>;
  /** What came of it; rejects with its own words when it failed. */
  readonly ended: Promise<Extract<MigratingLine, { ended: unknown }>>;
};

/** Starts the migration, or the way back, in a process of its own, which ends with the test at the latest. */
export function startMigrating(args: MigratingArgs, environment: Readonly<Record<string, string>>): MigratingProcess {
  const program = new URL("migrating.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, JSON.stringify(args)], { env: { ...process.env, ...environment } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let words = "";
  child.stderr.on("data", (chunk) => {
    words += chunk;
  });
  let scanned = 0;
  let outcome: Extract<MigratingLine, { ended: unknown }> | undefined;
  const lines = createInterface(child.stdout);
  lines.on("line", (text) => {
    const line = JSON.parse(text) as MigratingLine;
    if ("ended" in line) outcome = line;
    else scanned = Math.max(scanned, line.scanned);
    lines.emit("told");
  });
  const closed = once(child, "close");
  const ended = closed.then(() => {
    if (outcome === undefined) throw new Error(`The migration ended without an outcome. ${words}`);
    return outcome;
  });
  // Whoever kills it does not wait for its outcome.
  ended.catch(() => undefined);
  return {
    ended,
    async scanned(items) {
      while (scanned < items) await Promise.race([once(lines, "told"), ended]);
    },
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
