import {
  GetAliasCommand,
  InvalidParameterValueException,
  LambdaClient,
  paginateListVersionsByFunction,
  ResourceNotFoundException,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { FUNCTION_NAMES } from "../../../runtime/domain/environment.ts";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { unreadable } from "../../failure.ts";
import type { DeployedFunctions, Target } from "../ports.ts";
import type { AwsOptions } from "./aws-options.ts";
import { settling } from "./settling.ts";

/** The alias that everything calls. */
const LIVE = "live";

export type DeployedFunctionsArgs = {
  readonly stage: Stage;
  readonly client: AwsOptions;
  /** Functions without project and stage; those of the program unless others are said. */
  readonly names?: readonly string[];
};

/** A stage's functions in Lambda. Those that are not there, or have no live alias yet, are left out of what it tells. */
export function deployedFunctions({ stage, client, names = FUNCTION_NAMES }: DeployedFunctionsArgs): DeployedFunctions {
  const lambda = new LambdaClient(client);
  const nameOf = (name: string) => `atlas-codex-${name}-${stage}`;
  return {
    live: (signal) =>
      ofEach(names, async (name) => {
        const command = new GetAliasCommand({ FunctionName: nameOf(name), Name: LIVE });
        const { FunctionVersion = "", RoutingConfig } = await lambda.send(command, { abortSignal: signal });
        return { version: FunctionVersion, ...nextIn(RoutingConfig?.AdditionalVersionWeights) };
      }),
    newest: (signal) =>
      ofEach(names, async (name) => {
        const pages = paginateListVersionsByFunction(
          { client: lambda },
          { FunctionName: nameOf(name) },
          { abortSignal: signal },
        );
        let newest = 0;
        for await (const { Versions = [] } of pages) {
          newest = Math.max(newest, ...Versions.map(({ Version }) => Number(Version) || 0));
        }
        return newest === 0 ? undefined : String(newest);
      }),
    async point(targets, signal) {
      await Promise.all(
        Object.entries(targets).map(async ([name, { version, next }]) => {
          const weights = next === undefined ? {} : { [next.version]: next.weight };
          const command = new UpdateAliasCommand({
            ...{ FunctionName: nameOf(name), Name: LIVE, FunctionVersion: version },
            RoutingConfig: { AdditionalVersionWeights: weights },
          });
          try {
            await lambda.send(command, { abortSignal: signal });
          } catch (error) {
            const refused =
              error instanceof ResourceNotFoundException || error instanceof InvalidParameterValueException;
            if (!refused) throw error;
            throw unreadable(
              `The live alias of ${name} cannot point at version ${version}: ${error.message}`,
              `Look at what there is: aws lambda list-versions-by-function --function-name ${nameOf(name)}`,
              error,
            );
          }
        }),
      );
    },
    ...settling({ stage, lambda, client }),
  };
}

function nextIn(weights: Readonly<Record<string, number>> = {}): Pick<Target, "next"> {
  const [next] = Object.entries(weights);
  return next === undefined ? {} : { next: { version: next[0], weight: next[1] } };
}

/** What is told of each function at once, without those that are not there. */
async function ofEach<Told>(
  names: readonly string[],
  tell: (name: string) => Promise<Told | undefined>,
): Promise<Readonly<Record<string, Told>>> {
  const told = await Promise.all(
    names.map(async (name): Promise<[string, Told][]> => {
      try {
        const one = await tell(name);
        return one === undefined ? [] : [[name, one]];
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return [];
        throw error;
      }
    }),
  );
  return Object.fromEntries(told.flat());
}
