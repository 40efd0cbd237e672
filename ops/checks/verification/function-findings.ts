import { FUNCTION_VARIABLES, type FunctionName, type VariableName } from "../../../runtime/domain/environment.ts";
import type { StackOutputs } from "../../../runtime/domain/outputs.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../../runtime/domain/settings.ts";
import type { VerificationFinding } from "./finding.ts";

/** A deployed function as its configuration tells; the values of variables are compared, never told. */
export type FunctionSeen = {
  name: FunctionName;
  state: string;
  lastUpdate: string;
  variables: Readonly<Record<string, string>>;
};

export type FunctionMeant = {
  outputs: StackOutputs;
  settings: Settings;
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

/** Variables that a stage has only where its configuration asks for them. */
const OPTIONAL: ReadonlySet<VariableName> = new Set<VariableName>([
  "MODEL_PROVIDER_KEYS",
  "MODEL_BASE_URL",
  "FETCH_ALLOWED_TARGETS",
  "ROBOTS_EXEMPT_HOSTS",
]);

/** What of a function's configuration is not as its deployment, the stack's outputs and the stage file say; empty when all is. */
export function functionFindings(
  seen: FunctionSeen,
  { outputs, settings, bundle }: FunctionMeant,
): VerificationFinding[] {
  const { name, state, lastUpdate, variables } = seen;
  const found = (code: string, message: string): VerificationFinding => ({
    ...{ code, message, subject: name },
    fix: `Deploy the stage again: ops deploy --stage ${outputs.stage}`,
  });
  const own: readonly VariableName[] = FUNCTION_VARIABLES[name];
  const known = new Set<string>([...SETTING_NAMES, ...own]);
  const version = variables.VERSION_ID;
  return [
    ...(state === "Active" ? [] : [found("function-state", `The function ${name} is ${state}, not Active.`)]),
    ...(lastUpdate === "Successful"
      ? []
      : [found("function-update", `The last update of the function ${name} is ${lastUpdate}, not Successful.`)]),
    ...(version === bundle
      ? []
      : [found("version", `The function ${name} says it is version ${short(version)}; meant is ${short(bundle)}.`)]),
    ...SETTING_NAMES.flatMap((setting) => {
      const meant = String(settings[setting]);
      const set = SETTINGS[setting].safeParse(variables[setting]).data;
      if (String(set) === meant) return [];
      const is = variables[setting] === undefined ? "not set" : `"${variables[setting]}"`;
      return [found("setting", `${setting} of the function ${name} is ${is}; the stage file says "${meant}".`)];
    }),
    ...own.flatMap((variable) => {
      const output = TOLD_BY_STACK[variable];
      if (variables[variable] === undefined) {
        return OPTIONAL.has(variable)
          ? []
          : [found("variable-missing", `${variable} of the function ${name} is not set.`)];
      }
      if (output === undefined || variables[variable] === outputs[output]) return [];
      return [found("variable", `${variable} of the function ${name} is not the stack's ${output}.`)];
    }),
    ...Object.keys(variables)
      .filter((variable) => !known.has(variable))
      .map((variable) =>
        found("variable-unknown", `The function ${name} is told ${variable}, which it does not read.`),
      ),
  ];
}

function short(digest: string | undefined): string {
  return digest === undefined || digest === "" ? "none" : digest.slice(0, 12);
}
