import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import type { Stage } from "../../../runtime/domain/stage.ts";
import type { DeployedFunctions } from "../ports.ts";
import type { AwsOptions } from "./aws-options.ts";
import { emptySecrets } from "./empty-secrets.ts";
import { queueFlow } from "./queue-flow.ts";
import { ringingAlarms } from "./ringing-alarms.ts";

export type SettlingArgs = { readonly stage: Stage; readonly lambda: LambdaClient; readonly client: AwsOptions };

/** Functions that are handed their work by a mapping. */
const FED = ["worker", "notify"] as const;

type Settling = Pick<DeployedFunctions, "unsettled" | "inactive" | "ringing">;

/** Says what of a stage has not settled; it remembers the queues from one asking to the next. */
export function settling({ stage, lambda, client }: SettlingArgs): Settling {
  const queues = queueFlow({ stage, client });
  const secrets = emptySecrets({ stage, client });
  const inactive: DeployedFunctions["inactive"] = async (versions, signal) => {
    const told = await Promise.all([
      ...Object.entries(versions).map(([name, version]) => inactiveVersion({ stage, lambda, name, version }, signal)),
      ...FED.filter((name) => name in versions).map((name) => unfed({ stage, lambda, name }, signal)),
    ]);
    return told.flat();
  };
  return {
    inactive,
    ringing: (signal) => ringingAlarms({ stage, client }, signal),
    async unsettled(versions, signal) {
      return (await Promise.all([inactive(versions, signal), queues(signal), secrets(signal)])).flat();
    },
  };
}

type One = { readonly stage: Stage; readonly lambda: LambdaClient; readonly name: string };

async function inactiveVersion(
  { stage, lambda, name, version }: One & { readonly version: string },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const FunctionName = `atlas-codex-${name}-${stage}`;
  const look = `Look at it: aws lambda get-function-configuration --function-name ${FunctionName} --qualifier ${version}`;
  try {
    const command = new GetFunctionConfigurationCommand({ FunctionName, Qualifier: version });
    const { State, StateReason, LastUpdateStatus } = await lambda.send(command, { abortSignal: signal });
    const because = StateReason === undefined || StateReason === "" ? "" : ` (${StateReason})`;
    if (State !== "Active") return [`Version ${version} of ${name} is ${State}${because}, not Active. ${look}`];
    // A published version has no update of its own under way; where one is told, it has to have come to its end.
    if (LastUpdateStatus === undefined || LastUpdateStatus === "Successful") return [];
    return [`The last update of version ${version} of ${name} is ${LastUpdateStatus}, not Successful. ${look}`];
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return [`There is no version ${version} of ${name}. ${look}`];
  }
}

/** Mappings may lead to the function or to its live alias; listing by the one does not show those of the other. */
async function unfed({ stage, lambda, name }: One, signal: AbortSignal): Promise<readonly string[]> {
  const states = new Map<string, string>();
  for (const FunctionName of [`atlas-codex-${name}-${stage}`, `atlas-codex-${name}-${stage}:live`]) {
    const pages = paginateListEventSourceMappings({ client: lambda }, { FunctionName }, { abortSignal: signal });
    for await (const { EventSourceMappings = [] } of pages) {
      for (const { UUID = "", State = "unknown" } of EventSourceMappings) states.set(UUID, State);
    }
  }
  const look = `Look at it: aws lambda list-event-source-mappings --function-name atlas-codex-${name}-${stage}:live`;
  if (states.size === 0) return [`Nothing hands ${name} its work. ${look}`];
  return [...states].flatMap(([id, state]) =>
    state === "Enabled" ? [] : [`The mapping ${id}, which hands ${name} its work, is ${state}, not Enabled. ${look}`],
  );
}
