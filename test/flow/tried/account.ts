import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inject } from "vitest";
import { snapshotFromExport } from "../../../ops/checks/isolation/export-snapshot.ts";
import type { Snapshot } from "../../../ops/checks/isolation/snapshot.ts";

/** The state of a stage's stack on the shared embedded AWS. */
export async function stateOf(stage: string): Promise<Snapshot> {
  const words = ["stack", "export", "--show-secrets", "--stack", stage, "--non-interactive"];
  const env = { ...process.env, ...inject("environment") };
  const { stdout } = await promisify(execFile)("pulumi", words, { env, maxBuffer: 64 * 1024 * 1024 });
  const result = snapshotFromExport(JSON.parse(stdout));
  if ("problem" in result) throw new Error(result.problem);
  return result.snapshot;
}
