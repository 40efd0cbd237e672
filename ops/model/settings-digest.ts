import { digestOf } from "../isolation/digest.ts";
import { readStageConfig, type StageFileArgs } from "./stage-file.ts";

/** SHA-256, in hex, of everything that Pulumi.{stage}.yaml configures: what a deployment keeps of its settings. */
export async function settingsDigest(of: StageFileArgs): Promise<string> {
  return digestOf(await readStageConfig(of));
}
