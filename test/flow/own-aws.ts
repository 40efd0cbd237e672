import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkshop, type Workshop } from "../../local/bring-up.ts";
import { folderAt } from "../../local/folder.ts";
import { startMachine } from "../../local/machine.ts";

export type OwnAws = { readonly workshop: Workshop; stop(): Promise<void> };

const nothing = (): void => undefined;
const silent = { heading: nothing, command: nothing, output: nothing, note: nothing };

/** An embedded AWS for one test file alone, for tests that break what others stand on. Nothing is deployed in it yet. */
export async function startOwnAws(signal: AbortSignal): Promise<OwnAws> {
  const folder = folderAt(await mkdtemp(join(tmpdir(), "atlas-codex-own-")));
  const machine = await startMachine({ folder, report: silent.note, signal });
  const stop = async () => {
    await machine.stop();
    await rm(folder.root, { recursive: true, force: true });
  };
  try {
    return { workshop: await openWorkshop({ folder, machine: machine.record, terminal: silent }, signal), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
