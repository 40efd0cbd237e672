import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, YAMLParseError } from "yaml";
import * as z from "zod";
import { parseSettings, type Settings, settingsProblems } from "../../runtime/domain/settings.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import { badInput, type OpsFailure, unreadable } from "../failure.ts";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const NAMESPACE = "atlas-codex:";

const StackFile = z.looseObject({ config: z.record(z.string(), z.unknown()).default({}) });

export type StageFile = {
  readonly settings: Settings;
  /** Where the embedded mode's model answers; absent on a real account. */
  readonly modelBaseUrl: string | undefined;
};

export type StageFileArgs = {
  stage: Stage;
  /** The folder of the Pulumi project; the checkout's own unless `pulumi` is told of another. */
  folder?: string | undefined;
};

/** A stage's settings as Pulumi.{stage}.yaml has them; `unreadable` without the file, `badInput` where it says what cannot be. */
export async function readStageFile({ stage, folder = CHECKOUT }: StageFileArgs): Promise<StageFile> {
  const path = join(folder, `Pulumi.${stage}.yaml`);
  const values = ownSettings(await readStageConfig({ stage, folder }));
  const problems = settingsProblems(values);
  if (problems.length > 0) throw badInput(`${path} cannot be used: ${problems.join("; ")}.`, `Mend it: ${path}`);
  return { settings: parseSettings(values), modelBaseUrl: values.MODEL_BASE_URL };
}

/** Everything that Pulumi.{stage}.yaml configures, by its whole name, as text; a secret as what the file holds of it. */
export async function readStageConfig({ stage, folder = CHECKOUT }: StageFileArgs): Promise<Record<string, string>> {
  const path = join(folder, `Pulumi.${stage}.yaml`);
  return configIn(path, await text(path));
}

/** The settings of this project among what a stage file configures, without the project's name before theirs. */
export function ownSettings(config: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(config).filter(([name]) => name.startsWith(NAMESPACE));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(NAMESPACE.length), value]));
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw unreadable(`${path} could not be read (${why}).`, "Is PULUMI_OPTION_CWD the folder of the project?", error);
  }
}

function configIn(path: string, source: string): Record<string, string> {
  try {
    const { config } = StackFile.parse(parse(source) ?? {});
    return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, plain(value)]));
  } catch (error) {
    if (error instanceof YAMLParseError || error instanceof z.ZodError) throw noStackFile(path);
    throw error;
  }
}

function plain(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function noStackFile(path: string): OpsFailure {
  return badInput(`${path} is not a Pulumi stack file.`, `Restore it: git checkout ${path}`);
}
