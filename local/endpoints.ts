import * as z from "zod";
import type { StackOutputs } from "../runtime/domain/outputs.ts";
import { Stage } from "../runtime/domain/stage.ts";
import type { Folder } from "./folder.ts";
import { readJsonFile, writeJsonFile } from "./json-file.ts";
import type { MachineRecord } from "./machine.ts";

const StageEndpoints = z.object({
  apiUrl: z.url(),
  socketUrl: z.url(),
  masterKeySecretId: z.string(),
  /** Where AWS calls go. */
  endpoint: z.url(),
});

const Endpoints = z.partialRecord(Stage, StageEndpoints);
/** Where each stage that is up answers; the content of `.local/endpoints.json`. */
export type Endpoints = z.infer<typeof Endpoints>;

export type EndpointsArgs = { folder: Folder; machine: MachineRecord; outputs: StackOutputs };

/** Adds one stage to the endpoints file. */
export async function writeEndpoints({ folder, machine, outputs }: EndpointsArgs): Promise<void> {
  const { stage, apiUrl, socketUrl, masterKeySecretId } = outputs;
  const others = await readEndpoints(folder);
  const own = { apiUrl, socketUrl, masterKeySecretId, endpoint: machine.endpoint };
  await writeJsonFile(folder.endpointsFile, { ...others, [stage]: own });
}

/** The stages that are up. */
export async function readEndpoints(folder: Folder): Promise<Endpoints> {
  return (await readJsonFile(folder.endpointsFile, Endpoints)) ?? {};
}
