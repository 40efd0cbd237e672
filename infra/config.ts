import { PROVIDERS, ProviderId } from "../runtime/domain/providers.ts";
import {
  parseSettings,
  SETTING_NAMES,
  type Settings,
  type SettingsText,
  settingsProblems,
} from "../runtime/domain/settings.ts";
import { isEmbedded } from "./embedded.ts";

/** Settings that exist for the embedded AWS alone: the stand-in model and the sample site live on loopback. */
const EMBEDDED_NAMES = ["MODEL_BASE_URL", "FETCH_ALLOWED_TARGETS"] as const;

/** Where migrations of a stage may run beside an operator's terminal. */
const MIGRATION_WORKERS = ["step-functions"] as const;

export type StageConfig = {
  readonly settings: Settings;
  /** The settings as they were written, for the environments of functions. */
  readonly text: SettingsText;
  readonly corsOrigins: string;
  /** Hosts whose robots.txt a job may have ignored, separated by commas; usually absent. */
  readonly robotsExemptHosts: string | undefined;
  /** The model providers whose keys the stage has beside the first one's; usually none. */
  readonly modelProviders: readonly ProviderId[];
  /** Deploys what runs migrations on many functions at once; usually absent. */
  readonly migrationWorkers: (typeof MIGRATION_WORKERS)[number] | undefined;
  /** Environment variables of the embedded mode; empty on a real account. */
  readonly embedded: Readonly<Partial<Record<(typeof EMBEDDED_NAMES)[number], string>>>;
};

export type ConfigSource = {
  /** Reads one key of the stack's configuration. */
  get(name: string): string | undefined;
  stack: string;
  /** Endpoint that AWS calls go to, when it is not AWS itself. */
  awsEndpoint: string | undefined;
};

/** The stage's configuration; throws one error that lists every problem at once. */
export function readConfig(source: ConfigSource): StageConfig {
  const values = Object.fromEntries(SETTING_NAMES.map((name) => [name, source.get(name)]));
  const problems = settingsProblems(values);
  if (values.STAGE !== undefined && values.STAGE !== source.stack) {
    problems.push(`STAGE is "${values.STAGE}" but the stack is "${source.stack}": one stack is one stage`);
  }
  const modelProviders = providersIn(source.get("modelProviders") ?? "", problems);
  const workers = source.get("migrationWorkers");
  const migrationWorkers = MIGRATION_WORKERS.find((name) => name === workers);
  if (workers !== undefined && migrationWorkers === undefined) {
    problems.push(`migrationWorkers is "${workers}" (expected ${MIGRATION_WORKERS.join(", ")}, or leave it out)`);
  }
  const embedded: Record<string, string> = {};
  for (const name of EMBEDDED_NAMES) {
    const value = source.get(name);
    if (value === undefined) continue;
    embedded[name] = value;
    if (!isEmbedded(source.awsEndpoint)) problems.push(`${name} is for the embedded AWS only and this is not one`);
  }
  if (problems.length > 0) throw new ConfigProblems(source.stack, problems);
  return {
    settings: parseSettings(values),
    text: values as SettingsText,
    corsOrigins: source.get("CORS_ORIGINS") ?? "",
    robotsExemptHosts: source.get("robotsExemptHosts"),
    modelProviders,
    migrationWorkers,
    embedded,
  };
}

/** The providers that a list names, separated by commas; what is none is added to the problems. */
function providersIn(list: string, problems: string[]): readonly ProviderId[] {
  const further: readonly string[] = PROVIDERS.slice(1).map(({ id }) => id);
  const names = list.split(",").flatMap((name) => name.trim() || []);
  const unknown = names.filter((name) => !further.includes(name));
  for (const name of unknown) problems.push(`modelProviders names "${name}" (expected any of ${further.join(", ")})`);
  return [...new Set(names)].flatMap((name) => ProviderId.safeParse(name).data ?? []);
}

/** Every problem of one stack's configuration, and where to mend it. */
export class ConfigProblems extends Error {
  constructor(stack: string, problems: readonly string[]) {
    const lines = problems.map((problem) => `  - ${problem}`).join("\n");
    super(
      `Nothing was deployed: the configuration of stack ${stack} cannot be used.\n${lines}\nMend it in Pulumi.${stack}.yaml.`,
    );
    this.name = "ConfigProblems";
  }
}
