import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { StackExport } from "../ops/checks/isolation/leaks/stack-draft.ts";

/** A stage as it is up right now, moved to the account that leaks and variants are written for. */
export async function deployedExport(stage: string): Promise<StackExport> {
  const env = { ...process.env, ...inject("environment") };
  const words = ["stack", "export", "--stack", stage];
  const { stdout } = await promisify(execFile)("pulumi", words, { env, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout.replaceAll("000000000000", "111122223333"));
}
