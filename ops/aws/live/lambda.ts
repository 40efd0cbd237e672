import {
  type FunctionConfiguration,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-lambda";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";
import { readFunctionEdges } from "./lambda-edges.ts";
import { readLayers } from "./lambda-layers.ts";

/** Functions, who may invoke them and what they hand on, and every event-source mapping. */
export async function readLambda(args: AccountArgs): Promise<LiveResource[]> {
  const { options, asking, ours } = args;
  const client = new LambdaClient(options);
  const configurations = await asking.all({
    permission: "lambda:ListFunctions",
    send: (Marker, abortSignal) => client.send(new ListFunctionsCommand({ Marker }), { abortSignal }),
    items: ({ Functions }) => Functions,
    next: ({ NextMarker }) => NextMarker,
  });
  const known = configurations.filter(({ FunctionName, FunctionArn, Role }) =>
    [FunctionArn, Role].some((arn) => ours({ name: FunctionName, arn })),
  );
  const functions = await inFlight(known, async (configuration) => {
    const { FunctionArn: Resource, FunctionName: on = "" } = configuration;
    const send = (abortSignal: AbortSignal) => client.send(new ListTagsCommand({ Resource }), { abortSignal });
    const tags = (await asking.one({ permission: "lambda:ListTags", on, send }))?.Tags ?? {};
    return [functionResource(configuration, tags), ...(await readFunctionEdges({ client, asking, name: on }))];
  });
  const mappings = await asking.all({
    permission: "lambda:ListEventSourceMappings",
    send: (Marker, abortSignal) => client.send(new ListEventSourceMappingsCommand({ Marker }), { abortSignal }),
    items: ({ EventSourceMappings }) => EventSourceMappings,
    next: ({ NextMarker }) => NextMarker,
  });
  const layers = await readLayers({ client, asking, ours });
  client.destroy();
  return [
    ...functions.flat(),
    ...layers,
    ...mappings.map(({ UUID = "", FunctionArn, EventSourceArn, DestinationConfig, State, KMSKeyArn }) =>
      live(
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        { name: UUID, id: UUID },
        {
          ...{ uuid: UUID, functionArn: FunctionArn, functionName: FunctionArn, eventSourceArn: EventSourceArn },
          ...{ enabled: State !== "Disabled", kmsKeyArn: KMSKeyArn },
          destinationConfig: failureDestination(DestinationConfig?.OnFailure?.Destination),
        },
      ),
    ),
  ];
}

function failureDestination(destinationArn: string | undefined): object | undefined {
  return destinationArn === undefined ? undefined : { onFailure: { destinationArn } };
}

function functionResource(configuration: FunctionConfiguration, tags: Record<string, string>): LiveResource {
  const { FunctionName: name = "", FunctionArn: arn, Role: role, Environment, Layers, KMSKeyArn } = configuration;
  const { LoggingConfig, DeadLetterConfig, FileSystemConfigs } = configuration;
  return live(
    "aws:lambda/function:Function",
    { name, id: name, arn, tags },
    {
      ...{ arn, name, role, kmsKeyArn: KMSKeyArn ?? "" },
      environment: Environment?.Variables === undefined ? undefined : { variables: Environment.Variables },
      layers: (Layers ?? []).map(({ Arn }) => Arn),
      loggingConfig: LoggingConfig?.LogGroup === undefined ? undefined : { logGroup: LoggingConfig.LogGroup },
      deadLetterConfig:
        DeadLetterConfig?.TargetArn === undefined ? undefined : { targetArn: DeadLetterConfig.TargetArn },
      fileSystemConfig: FileSystemConfigs?.[0]?.Arn === undefined ? undefined : { arn: FileSystemConfigs[0].Arn },
    },
  );
}
