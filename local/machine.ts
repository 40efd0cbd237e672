import { mkdir, rm } from "node:fs/promises";
import * as z from "zod";
import { Unusable } from "./cache/unusable.ts";
import { startEmulator } from "./emulator/emulator.ts";
import { cacheFolder, type Folder } from "./folder.ts";
import { readJsonFile, writeJsonFile } from "./json-file.ts";
import { startModelStandIn } from "./model/server.ts";
import { choosePorts } from "./ports.ts";
import { identify, isRunning, ProcessIdentity } from "./process-identity.ts";
import { startSite } from "./site/server.ts";

const MachineRecord = z.object({
  supervisor: ProcessIdentity,
  startedAt: z.string(),
  endpoint: z.url(),
  emulatorPid: z.int(),
  /** Whether the emulator came back with what it held: only then do the stacks' states still describe it. */
  recovered: z.enum(["fresh", "restored", "lost"]),
  modelUrl: z.url(),
  siteUrl: z.url(),
});
/** What runs on this machine: the emulator, the model stand-in and the sample site, and who supervises them. */
export type MachineRecord = z.infer<typeof MachineRecord>;

export type Machine = {
  readonly record: MachineRecord;
  /** Resolves when the emulator ended although nobody stopped it. */
  readonly broken: Promise<void>;
  stop(): Promise<void>;
};

export type MachineOptions = { folder: Folder; report: (line: string) => void; signal: AbortSignal };

/** Starts emulator, model stand-in and sample site under this process; they end with it. Throws `Unusable` when one already runs here. */
export async function startMachine({ folder, report, signal }: MachineOptions): Promise<Machine> {
  const running = await runningMachine(folder);
  if (running !== undefined) {
    throw new Unusable(
      `The embedded AWS of ${folder.root} already runs under process ${running.supervisor.pid}. Stop it: npm run local -- down`,
    );
  }
  await mkdir(folder.root, { recursive: true });
  const ports = await choosePorts(folder, report);
  const stops: (() => Promise<void>)[] = [];
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    const ends = await Promise.allSettled(stops.splice(0).map((each) => each()));
    await rm(folder.machineFile, { force: true });
    await rm(folder.endpointsFile, { force: true });
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  };
  try {
    const model = await startModelStandIn({ port: ports.model });
    stops.push(() => model.stop());
    const site = await startSite({ port: ports.site });
    stops.push(() => site.stop());
    const emulator = await startEmulator({
      ...{ stateDir: folder.state, cacheDir: cacheFolder(), logFile: folder.emulatorLog, port: ports.emulator },
      ...{ report, signal },
    });
    stops.push(() => emulator.stop());
    const record = MachineRecord.parse({
      supervisor: await identify(process.pid),
      startedAt: new Date().toISOString(),
      endpoint: emulator.endpoint,
      emulatorPid: emulator.pid,
      recovered: emulator.unrestored.length > 0 || emulator.moved ? "lost" : emulator.recovered,
      modelUrl: model.url,
      siteUrl: site.url,
    });
    await writeJsonFile(folder.machineFile, record);
    const broken = new Promise<void>((resolve) => {
      void emulator.exited.then(() => stopping || resolve());
    });
    return { record, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What runs in a folder now; undefined when nothing does. */
export async function runningMachine(folder: Folder): Promise<MachineRecord | undefined> {
  const record = await readJsonFile(folder.machineFile, MachineRecord);
  return record !== undefined && (await isRunning(record.supervisor)) ? record : undefined;
}
