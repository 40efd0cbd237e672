import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import * as YAML from "yaml";
import * as z from "zod";
import type { Stage } from "../runtime/domain/stage.ts";
import { STAGES } from "../runtime/domain/stage.ts";
import { Unusable } from "./cache/unusable.ts";
import { CHECKOUT, type Folder } from "./folder.ts";

const Project = z.looseObject({ main: z.string() });
const StackFile = z.looseObject({ config: z.record(z.string(), z.unknown()).default({}) });

export type EmbeddedSettings = {
  /** Base URL of the model stand-in. */
  modelUrl: string;
  /** `host:port` of the sample site, which the fetch guard lets through. */
  siteTarget: string;
};

/**
 * Writes the Pulumi project that the embedded mode runs: the committed Pulumi.yaml pointing back at its program, and each
 * committed stack file with the two settings that only exist here. The engine's own entries (an encryption salt) stay.
 */
export async function layWorkFolder(folder: Folder, settings: EmbeddedSettings): Promise<void> {
  await mkdir(folder.work, { recursive: true });
  await mkdir(folder.backend, { recursive: true });
  const project = Project.parse(YAML.parse(await readFile(join(CHECKOUT, "Pulumi.yaml"), "utf8")));
  const main = relative(folder.work, join(CHECKOUT, project.main));
  await writeFile(join(folder.work, "Pulumi.yaml"), YAML.stringify({ ...project, main }));
  for (const stage of STAGES) {
    const name = stackFileName(stage);
    const committed = await readStackFile(join(CHECKOUT, name));
    if (committed === undefined) throw new Unusable(`${name} is missing. Restore it: git checkout ${name}`);
    const generated = await readStackFile(join(folder.work, name));
    const config = {
      ...committed.config,
      "atlas-codex:MODEL_BASE_URL": settings.modelUrl,
      "atlas-codex:FETCH_ALLOWED_TARGETS": settings.siteTarget,
    };
    await writeFile(join(folder.work, name), YAML.stringify({ ...generated, ...committed, config }));
  }
}

/** The name of a stage's stack file. */
export function stackFileName(stage: Stage): string {
  return `Pulumi.${stage}.yaml`;
}

async function readStackFile(path: string): Promise<z.infer<typeof StackFile> | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return StackFile.parse(YAML.parse(text) ?? {});
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new Unusable(`${path} is not a Pulumi stack file: ${why}`);
  }
}
