import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bringUpStage, openWorkshop } from "../../local/bring-up.ts";
import { folderAt } from "../../local/folder.ts";
import { startMachine } from "../../local/machine.ts";
import { terminalOn } from "../../local/terminal.ts";

/** One embedded AWS for all flow tests: both stages come up with the real engine, once. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = folderAt(await mkdtemp(join(tmpdir(), "atlas-codex-flow-")));
  const terminal = { ...terminalOn(process.stderr), output: () => undefined };
  const { signal } = new AbortController();
  const machine = await startMachine({ folder, report: terminal.note, signal });
  const stop = async () => {
    await machine.stop();
    await rm(folder.root, { recursive: true, force: true });
  };
  try {
    const workshop = await openWorkshop({ folder, machine: machine.record, terminal }, signal);
    const preview = await bringUpStage(workshop, "preview", signal);
    const production = await bringUpStage(workshop, "production", signal);
    project.provide("emulatorEndpoint", machine.record.endpoint);
    project.provide("siteUrl", machine.record.siteUrl);
    project.provide("modelUrl", machine.record.modelUrl);
    project.provide("environment", workshop.environment);
    project.provide("workFolder", folder.work);
    project.provide("stages", { preview, production });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
