import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { StackOutputs } from "../runtime/domain/outputs.ts";
import type { Stage } from "../runtime/domain/stage.ts";
import { runChild } from "./cache/child.ts";
import { processRuns } from "./cache/process-state.ts";
import { Unusable } from "./cache/unusable.ts";
import type { Folder } from "./folder.ts";
import type { Terminal } from "./terminal.ts";

/** What the engine prints while nothing happens. */
const DOTS = /^@ \w+\.+$/;

export type DeployArgs = {
  stage: Stage;
  folder: Folder;
  environment: Readonly<Record<string, string>>;
  /** Whether what the state says must first be compared with what is really there. */
  refresh: boolean;
  terminal: Terminal;
};

/** Brings one stage up with the real engine and returns its outputs; throws `Unusable` with the engine's own words when that fails. */
export async function deployStage(args: DeployArgs, signal: AbortSignal): Promise<StackOutputs> {
  const { stage, refresh, terminal } = args;
  await selectStack(args, signal);
  const flags = ["up", "--stack", stage, "--yes", "--skip-preview", "--non-interactive", "--suppress-outputs"];
  if (refresh) flags.push("--refresh");
  terminal.command(["pulumi", ...flags].join(" "));
  const onLine = (line: string) => {
    if (!DOTS.test(line)) terminal.output(line);
  };
  await pulumi({ ...args, onLine }, flags, signal);
  return readOutputs(args, signal);
}

/** Makes a stage's stack where there is none, so that it can be deployed. */
export async function selectStack(args: Omit<DeployArgs, "refresh">, signal: AbortSignal): Promise<void> {
  await dropStaleLocks(args, signal);
  await pulumi(args, ["stack", "select", args.stage, "--create", "--non-interactive"], signal);
}

/** Compares what a stage's state says with what is really there. */
export async function refreshStack(args: Omit<DeployArgs, "refresh">, signal: AbortSignal): Promise<void> {
  const words = ["refresh", "--stack", args.stage, "--yes", "--skip-preview", "--non-interactive"];
  args.terminal.command(["pulumi", ...words].join(" "));
  await pulumi(args, words, signal);
}

/** What a deployed stage tells of itself. */
export async function readOutputs(args: Pick<DeployArgs, "stage" | "environment">, signal: AbortSignal) {
  const outputs = await pulumi(args, ["stack", "output", "--json", "--stack", args.stage], signal);
  return StackOutputs.parse(JSON.parse(outputs));
}

type EngineCall = Pick<DeployArgs, "stage" | "environment"> & { onLine?: (line: string) => void };

async function pulumi(
  { stage, environment, onLine }: EngineCall,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { code, stdout, tail, startFailure } = await runChild({
    command: "pulumi",
    args,
    env: { ...process.env, ...environment },
    ...(onLine === undefined ? {} : { onLine }),
    ...{ signal, stopSignal: "SIGINT", graceMilliseconds: 20_000 },
  });
  if (code === 0) return stdout;
  const words = tail.filter((line) => line.trim() !== "" && !DOTS.test(line)).slice(-12);
  const why = startFailure ?? (onLine === undefined ? `\n  ${words.join("\n  ")}` : "its words are above.");
  throw new Unusable(
    `The engine could not bring up ${stage} (pulumi ${args[0]}): ${why}
If the embedded AWS itself is in the way, start it anew: npm run local -- reset`,
  );
}

const Lock = z.object({ pid: z.int() });

/** An engine that was killed leaves its lock behind; it is dropped when the process that wrote it is gone. */
async function dropStaleLocks(args: Omit<DeployArgs, "refresh">, signal: AbortSignal): Promise<void> {
  const folder = join(args.folder.backend, ".pulumi", "locks", "organization", "atlas-codex", args.stage);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names) {
    const { pid } = Lock.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
    if (processRuns(pid)) continue;
    args.terminal.note(`An engine that was killed (process ${pid}) left a lock on ${args.stage}; it is dropped.`);
    await pulumi(args, ["cancel", "--yes", "--stack", args.stage], signal);
    return;
  }
}
