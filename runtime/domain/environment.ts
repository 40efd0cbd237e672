import * as z from "zod";
import { Failure } from "./failure.ts";
import { parseSettings, SETTING_NAMES, type Settings, settingsProblems } from "./settings.ts";

const text = z.string().min(1);
const list = z.string().transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** Everything a function may be told beside its stage's settings, by the name of its environment variable. */
const VARIABLES = {
  /** Digest of the running bundle; health and smoke tests compare it with what was deployed. */
  VERSION_ID: text,
  JOBS_TABLE: text,
  SUBMISSIONS_TABLE: text,
  CONNECTIONS_TABLE: text,
  QUEUE_URL: z.url(),
  ARTIFACTS_BUCKET: text,
  /** Where `@connections` is served, for example https://{api}.execute-api.{region}.amazonaws.com/{stage}. */
  SOCKET_ENDPOINT: z.url(),
  MASTER_KEY_SECRET_ID: text,
  OPENAI_KEY_SECRET_ID: text,
  /** Origins that may call the API from a browser, separated by commas; empty for none. */
  CORS_ORIGINS: list,
  /** Base URL of the model provider; absent means the provider's own. */
  MODEL_BASE_URL: z.url().optional(),
  /** Exact host:port targets the fetch guard lets through although they are not public; for the embedded mode only. */
  FETCH_ALLOWED_TARGETS: list.optional(),
} as const;

export type VariableName = keyof typeof VARIABLES;

/** What each function is told: its reach, as an explicit list. Infra sets exactly these, and the function reads exactly these. */
export const FUNCTION_VARIABLES = {
  api: [
    "VERSION_ID",
    "JOBS_TABLE",
    "SUBMISSIONS_TABLE",
    "CONNECTIONS_TABLE",
    "QUEUE_URL",
    "ARTIFACTS_BUCKET",
    "MASTER_KEY_SECRET_ID",
    "CORS_ORIGINS",
    "FETCH_ALLOWED_TARGETS",
  ],
  worker: [
    "VERSION_ID",
    "JOBS_TABLE",
    "ARTIFACTS_BUCKET",
    "OPENAI_KEY_SECRET_ID",
    "MODEL_BASE_URL",
    "FETCH_ALLOWED_TARGETS",
  ],
  health: [
    "VERSION_ID",
    "JOBS_TABLE",
    "QUEUE_URL",
    "ARTIFACTS_BUCKET",
    "MASTER_KEY_SECRET_ID",
    "OPENAI_KEY_SECRET_ID",
    "MODEL_BASE_URL",
  ],
  notify: ["VERSION_ID", "CONNECTIONS_TABLE", "SOCKET_ENDPOINT"],
  "ws-connect": ["VERSION_ID", "CONNECTIONS_TABLE"],
  "ws-disconnect": ["VERSION_ID", "CONNECTIONS_TABLE"],
  "ws-default": ["VERSION_ID", "CONNECTIONS_TABLE", "JOBS_TABLE", "SOCKET_ENDPOINT"],
  "rotate-secret": ["VERSION_ID", "MASTER_KEY_SECRET_ID"],
} as const satisfies Record<string, readonly VariableName[]>;

export type FunctionName = keyof typeof FUNCTION_VARIABLES;
export const FUNCTION_NAMES = Object.keys(FUNCTION_VARIABLES) as readonly FunctionName[];

export type FunctionEnvironment<Name extends FunctionName> = Settings & {
  readonly [Variable in (typeof FUNCTION_VARIABLES)[Name][number]]: z.output<(typeof VARIABLES)[Variable]>;
};

/** Reads one function's environment; throws `invalid-settings` with every missing or wrong variable at once. */
export function readEnvironment<Name extends FunctionName>(
  name: Name,
  values: Readonly<Record<string, string | undefined>>,
): FunctionEnvironment<Name> {
  const problems = settingsProblems(values);
  const read: Record<string, unknown> = {};
  for (const variable of FUNCTION_VARIABLES[name]) {
    const answer = VARIABLES[variable].safeParse(values[variable]);
    if (answer.success) read[variable] = answer.data;
    else problems.push(`${variable} is ${values[variable] === undefined ? "not set" : "not usable"}`);
  }
  if (problems.length > 0) throw new Failure("invalid-settings", `The environment of ${name}: ${problems.join("; ")}`);
  return { ...parseSettings(values), ...read } as FunctionEnvironment<Name>;
}

/** Names of all variables that function `name` gets: its stage's settings and its own. */
export function variableNames(name: FunctionName): readonly string[] {
  return [...SETTING_NAMES, ...FUNCTION_VARIABLES[name]];
}
