import type { StackOutputs } from "../runtime/domain/outputs.ts";
import type { Stage } from "../runtime/domain/stage.ts";
import { writeEndpoints } from "./endpoints.ts";
import { type Engine, ensureEngine } from "./engine/engine.ts";
import { cacheFolder, type Folder } from "./folder.ts";
import type { MachineRecord } from "./machine.ts";
import { installProvider } from "./provider/install.ts";
import { shellEnvironment } from "./shell.ts";
import { deployStage } from "./stacks.ts";
import { fillSecrets } from "./stage-secrets.ts";
import type { Terminal } from "./terminal.ts";
import { layWorkFolder } from "./work-folder.ts";

export type WorkshopArgs = { folder: Folder; machine: MachineRecord; terminal: Terminal };

/** The engine, its provider and its project, ready for plain `pulumi` commands. */
export type Workshop = WorkshopArgs & { engine: Engine; environment: Record<string, string> };

/** Lays out what `pulumi`, `aws` and `ops` need to reach the embedded AWS; builds the engine where there is none. */
export async function openWorkshop(args: WorkshopArgs, signal: AbortSignal): Promise<Workshop> {
  const { folder, machine, terminal } = args;
  const engine = await ensureEngine({ cacheDir: cacheFolder(), binDir: folder.bin, report: terminal.note, signal });
  await installProvider({ pulumiHome: folder.pulumiHome });
  await layWorkFolder(folder, { modelUrl: machine.modelUrl, siteTarget: new URL(machine.siteUrl).host });
  return { ...args, engine, environment: await shellEnvironment({ folder, engine, machine }) };
}

export type StageUp = { outputs: StackOutputs; masterKey: string };

/** Brings one stage up, gives its secrets their values, and writes down where it answers. */
export async function bringUpStage(workshop: Workshop, stage: Stage, signal: AbortSignal): Promise<StageUp> {
  const { folder, machine, terminal, environment } = workshop;
  const refresh = machine.recovered !== "restored";
  const outputs = await deployStage({ stage, folder, environment, refresh, terminal }, signal);
  const masterKey = await fillSecrets({ endpoint: machine.endpoint, outputs, terminal }, signal);
  await writeEndpoints({ folder, machine, outputs });
  return { outputs, masterKey };
}
