import { FUNCTION_VARIABLES, type VariableName } from "../../../runtime/domain/environment.ts";
import type { StackOutputs } from "../../../runtime/domain/outputs.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../../runtime/domain/settings.ts";
import type { VerificationFinding } from "./finding.ts";

/** A deployed function as its configuration tells; the values of variables are compared, never told. */
export type FunctionSeen = {
  name: string;
  state: string;
  lastUpdate: string;
  variables: Readonly<Record<string, string>>;
};

export type FunctionMeant = {
  /** What the stack says of itself; a variable is compared with the output that it should be where there is one. */
  outputs: Readonly<Partial<Record<keyof StackOutputs, unknown>>>;
  /** The stage file's, where the function was deployed with them; undefined after a rollback, whose versions have those of their own time. */
  settings: Settings | undefined;
  /** Digest of the bundle that should run; undefined where nobody tells. */
  bundle: string | undefined;
};

/** Variables whose value the stack's outputs tell as well. */
const TOLD_BY_STACK: Partial<Record<VariableName, keyof StackOutputs>> = {
  JOBS_TABLE: "jobsTable",
  OPERATIONS_TABLE: "operationsTable",
  QUEUE_URL: "queueUrl",
  ARTIFACTS_BUCKET: "artifactsBucket",
  MASTER_KEY_SECRET_ID: "masterKeySecretId",
  OPENAI_KEY_SECRET_ID: "openaiKeySecretId",
};

/** What each function of this checkout reads. */
const READ: Readonly<Record<string, readonly VariableName[]>> = FUNCTION_VARIABLES;

/** Variables that a stage has only where its configuration asks for them. */
const OPTIONAL: ReadonlySet<VariableName> = new Set<VariableName>([
  "MODEL_PROVIDER_KEYS",
  "MODEL_BASE_URL",
  "FETCH_ALLOWED_TARGETS",
  "ROBOTS_EXEMPT_HOSTS",
]);

type Found = (code: string, message: string) => VerificationFinding;

/** What of a function's configuration is not as its deployment, the stack's outputs and, unless it was rolled back, this checkout say. */
export function functionFindings(seen: FunctionSeen, meant: FunctionMeant): VerificationFinding[] {
  const { name, state, lastUpdate, variables } = seen;
  const { outputs, settings, bundle } = meant;
  const found: Found = (code, message) => ({
    ...{ code, message, subject: name },
    fix: `Deploy the stage again: ops deploy --stage ${outputs.stage}`,
  });
  const version = variables.VERSION_ID;
  return [
    ...(state === "Active" ? [] : [found("function-state", `The function ${name} is ${state}, not Active.`)]),
    ...(lastUpdate === "Successful"
      ? []
      : [found("function-update", `The last update of the function ${name} is ${lastUpdate}, not Successful.`)]),
    ...(version === bundle
      ? []
      : [found("version", `The function ${name} says it is version ${short(version)}; meant is ${short(bundle)}.`)]),
    ...(settings === undefined ? [] : checkoutFindings({ seen, settings, found })),
    ...stackFindings({ seen, outputs, found }),
  ];
}

type AgainstCheckout = { seen: FunctionSeen; settings: Settings; found: Found };

/** Settings, missing and spare variables, by the stage file and the list of what this checkout's function reads. */
function checkoutFindings({ seen: { name, variables }, settings, found }: AgainstCheckout): VerificationFinding[] {
  const own = READ[name] ?? [];
  const known = new Set<string>([...SETTING_NAMES, ...own]);
  const missing = own.filter((variable) => variables[variable] === undefined && !OPTIONAL.has(variable));
  const spare = Object.keys(variables).filter((variable) => !known.has(variable));
  return [
    ...SETTING_NAMES.flatMap((setting) => {
      const meant = String(settings[setting]);
      const set = SETTINGS[setting].safeParse(variables[setting]).data;
      if (String(set) === meant) return [];
      const is = variables[setting] === undefined ? "not set" : `"${variables[setting]}"`;
      return [found("setting", `${setting} of the function ${name} is ${is}; the stage file says "${meant}".`)];
    }),
    ...missing.map((variable) => found("variable-missing", `${variable} of the function ${name} is not set.`)),
    ...spare.map((variable) =>
      found("variable-unknown", `The function ${name} is told ${variable}, which it does not read.`),
    ),
  ];
}

type AgainstStack = { seen: FunctionSeen; outputs: FunctionMeant["outputs"]; found: Found };

/** Variables that are not what the stack says of the same; one that either of them does not have is no matter of theirs. */
function stackFindings({ seen: { name, variables }, outputs, found }: AgainstStack): VerificationFinding[] {
  return Object.entries(TOLD_BY_STACK).flatMap(([variable, output]) => {
    const told = outputs[output];
    const set = variables[variable];
    if (set === undefined || told === undefined || set === told) return [];
    return [found("variable", `${variable} of the function ${name} is not the stack's ${output}.`)];
  });
}

function short(digest: string | undefined): string {
  return digest === undefined || digest === "" ? "none" : digest.slice(0, 12);
}
