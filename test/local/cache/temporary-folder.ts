import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Makes an empty folder that goes when the running test has finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), "atlas-codex-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
