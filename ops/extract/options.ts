import { stat } from "node:fs/promises";
import { JobParams } from "../../runtime/domain/request.ts";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { badInput } from "../failure.ts";
import { nameOf, type PageSource, sourceOf } from "./page-source.ts";
import { readSchemaFile } from "./schema-file.ts";

/** What the command line says. */
export type ExtractOptions = {
  pages?: string[] | undefined;
  url?: string | undefined;
  schema?: string | undefined;
  instructions?: string | undefined;
  model?: boolean | undefined;
  stage?: Stage | undefined;
  "model-base-url"?: string | undefined;
  "allow-target"?: string[] | undefined;
  json: boolean;
};

/** Which model is to be asked. */
export type ModelChoice = { readonly stage: Stage; readonly baseUrl: string | undefined };

export type ExtractPlan = {
  /** Absent where a list on stdin names the pages. */
  readonly sources: readonly PageSource[] | undefined;
  readonly params: JobParams;
  readonly model: ModelChoice | undefined;
  readonly allowedTargets: readonly string[];
};

const HELP = "See: ops extract --help";

/** What options ask for, with the schema read and every named file seen; throws `badInput` for what cannot be meant. */
export async function plannedExtraction(options: ExtractOptions): Promise<ExtractPlan> {
  refuseRepeated(options);
  const model = modelChoice(options);
  const sources = plannedSources(options);
  const allowedTargets = targets(options["allow-target"] ?? []);
  const params = await plannedParams(options);
  await Promise.all((sources ?? []).map(seen));
  return { sources, params, model, allowedTargets };
}

function refuseRepeated(options: ExtractOptions): void {
  for (const name of ["url", "schema", "instructions", "stage", "model-base-url"] as const) {
    if (Array.isArray(options[name])) throw badInput(`--${name} was given more than once; it is taken once.`, HELP);
    if (options[name] === "") throw badInput(`--${name} is empty.`, HELP);
  }
}

function modelChoice(options: ExtractOptions): ModelChoice | undefined {
  if (options.model) return { stage: options.stage ?? STAGES[0], baseUrl: options["model-base-url"] };
  if (options.instructions !== undefined) {
    throw badInput("--instructions are followed by a model only.", "Add --model, or say what you want with --schema.");
  }
  for (const name of ["stage", "model-base-url"] as const) {
    if (options[name] !== undefined) throw badInput(`--${name} is about the model, and none is asked.`, "Add --model.");
  }
  return undefined;
}

function plannedSources({ pages = [], url }: ExtractOptions): readonly PageSource[] | undefined {
  const sources = pages.map(sourceOf);
  if (url === undefined) return sources.length === 0 ? undefined : sources;
  const [only, ...more] = sources;
  if (only === undefined || more.length > 0) {
    throw badInput(
      "--url gives the address of one file.",
      'For many, a list on stdin: {"file": "a.html", "url": "https://www.example.com/a"}',
    );
  }
  if (only.file === undefined) throw badInput(`--url gives the address of a file, and ${only.url} is a URL.`, HELP);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw badInput(`--url "${url}" is not the address of a page.`, "Give the whole URL: https://www.example.com/page");
  }
  return [{ file: only.file, url }];
}

function targets(words: readonly string[]): readonly string[] {
  const odd = words.find((word) => !/^(?:[^\s:/@]+|\[[0-9a-f:.]+\]):\d{1,5}$/i.test(word));
  if (odd === undefined) return words;
  throw badInput(`--allow-target "${odd}" is not HOST:PORT.`, "For example: --allow-target 127.0.0.1:8080");
}

async function plannedParams({ schema, instructions }: ExtractOptions): Promise<JobParams> {
  const asked = {
    ...(instructions === undefined ? {} : { instructions }),
    ...(schema === undefined ? {} : { schema: await readSchemaFile(schema) }),
  };
  const params = JobParams.safeParse(asked);
  if (params.success) return params.data;
  const [issue] = params.error.issues;
  throw badInput(`--${issue?.path.join(".")} cannot be used: ${issue?.message}.`, HELP);
}

/** A file of the command line that is not there is a slip of the hand; better said before the first page is read. */
async function seen(source: PageSource): Promise<void> {
  if (source.file === undefined) return;
  let folder: boolean;
  try {
    folder = (await stat(source.file)).isDirectory();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const why =
      error.code === "ENOENT" ? `There is no file ${nameOf(source)}.` : `${nameOf(source)}: ${error.message}.`;
    throw badInput(why, "For a page on the web give its whole URL, with https://.");
  }
  if (folder) throw badInput(`${source.file} is a folder.`, `Name the pages in it: ops extract ${source.file}/*.html`);
}
