import * as z from "zod/mini";
import { Failure } from "./failure.ts";
import { ProviderId } from "./providers.ts";
import { parseSettings, SETTING_NAMES, type Settings, settingsProblems } from "./settings.ts";

const text = z.string().check(z.minLength(1));

function list() {
  const parts = (value: string) => value.split(",").map((part) => part.trim());
  return z.pipe(
    z.string(),
    z.transform((value: string) => parts(value).filter((part) => part !== "")),
  );
}

/** `provider=secret id`, separated by commas. */
function providerKeys() {
  const entries = z.array(z.templateLiteral([ProviderId, "=", text]));
  const byProvider = (read: z.output<typeof entries>): Partial<Record<ProviderId, string>> =>
    Object.fromEntries(read.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]));
  return z.pipe(z.pipe(list(), entries), z.transform(byProvider));
}

/**
 * Everything a function may be told beside its stage's settings, by the name of its environment variable. What is more
 * than text is made when it is read: a function does not start slower for variables that it does not have.
 */
const VARIABLES = {
  /** Digest of the running bundle; health and smoke tests compare it with what was deployed. */
  VERSION_ID: text,
  JOBS_TABLE: text,
  SUBMISSIONS_TABLE: text,
  CONNECTIONS_TABLE: text,
  /** Runs of migrations: what each has done and who works on it. */
  OPERATIONS_TABLE: text,
  get QUEUE_URL() {
    return z.url();
  },
  ARTIFACTS_BUCKET: text,
  /** Where `@connections` is served, for example https://{api}.execute-api.{region}.amazonaws.com/{stage}. */
  get SOCKET_ENDPOINT() {
    return z.url();
  },
  MASTER_KEY_SECRET_ID: text,
  OPENAI_KEY_SECRET_ID: text,
  /** Origins that may call the API from a browser, separated by commas; empty for none. */
  get CORS_ORIGINS() {
    return list();
  },
  /** The ids of further model providers' keys; absent where the stage asks OpenAI alone. */
  get MODEL_PROVIDER_KEYS() {
    return z.optional(providerKeys());
  },
  /** Stands in for the address of every model provider; absent means the provider's own. */
  get MODEL_BASE_URL() {
    return z.optional(z.url());
  },
  /** Exact host:port targets the fetch guard lets through although they are not public; for the embedded mode only. */
  get FETCH_ALLOWED_TARGETS() {
    return z.optional(list());
  },
  /** Hosts whose robots.txt a job may have ignored, in lower case; absent or empty for none. */
  get ROBOTS_EXEMPT_HOSTS() {
    return z.optional(list());
  },
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
    "ROBOTS_EXEMPT_HOSTS",
  ],
  worker: [
    "VERSION_ID",
    "JOBS_TABLE",
    "QUEUE_URL",
    "ARTIFACTS_BUCKET",
    "OPENAI_KEY_SECRET_ID",
    "MODEL_PROVIDER_KEYS",
    "MODEL_BASE_URL",
    "FETCH_ALLOWED_TARGETS",
    "ROBOTS_EXEMPT_HOSTS",
  ],
  health: [
    "VERSION_ID",
    "JOBS_TABLE",
    "QUEUE_URL",
    "ARTIFACTS_BUCKET",
    "MASTER_KEY_SECRET_ID",
    "OPENAI_KEY_SECRET_ID",
    "MODEL_PROVIDER_KEYS",
    "MODEL_BASE_URL",
  ],
  notify: ["VERSION_ID", "CONNECTIONS_TABLE", "SOCKET_ENDPOINT"],
  "ws-connect": ["VERSION_ID", "CONNECTIONS_TABLE"],
  "ws-disconnect": ["VERSION_ID", "CONNECTIONS_TABLE"],
  "ws-default": ["VERSION_ID", "CONNECTIONS_TABLE", "JOBS_TABLE", "SOCKET_ENDPOINT"],
  "rotate-secret": ["VERSION_ID", "MASTER_KEY_SECRET_ID"],
  "migrate-segment": ["VERSION_ID", "JOBS_TABLE", "OPERATIONS_TABLE", "ARTIFACTS_BUCKET"],
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
