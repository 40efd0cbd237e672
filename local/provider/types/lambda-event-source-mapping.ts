import type { EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { block, type Fields, flag, type Inputs, json, number, output, type State, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { eventually } from "../retry.ts";
import { sameFunction } from "./lambda-names.ts";

const properties = {
  arn: output,
  batchSize: number({ use: "computed" }),
  bisectBatchOnFunctionError: flag(),
  destinationConfig: block({ onFailure: block({ destinationArn: text({ use: "required" }) }) }),
  enabled: flag({ default: true }),
  eventSourceArn: text({ replaces: true }),
  filterCriteria: block({ filters: set(block({ pattern: json() })) }),
  functionArn: output,
  functionName: text({ use: "required", same: sameFunction }),
  functionResponseTypes: set(text()),
  kmsKeyArn: text(),
  lastModified: output,
  lastProcessingResult: output,
  maximumBatchingWindowInSeconds: number(),
  maximumRecordAgeInSeconds: number({ use: "computed" }),
  maximumRetryAttempts: number({ use: "computed" }),
  parallelizationFactor: number({ use: "computed" }),
  scalingConfig: block({ maximumConcurrency: number() }),
  startingPosition: text({ replaces: true }),
  state: output,
  stateTransitionReason: output,
  tumblingWindowInSeconds: number(),
  uuid: output,
} as const satisfies Fields;

/** What reads records from a queue or a stream and hands them to a function; its id is its UUID. */
export const eventSourceMapping = resourceType({
  token: "aws:lambda/eventSourceMapping:EventSourceMapping",
  properties,
  tags: {
    put: ({ aws, state, tags }) => aws.lambda.tagResource({ Resource: String(state.arn), Tags: tags }),
    remove: ({ aws, state, keys }) => aws.lambda.untagResource({ Resource: String(state.arn), TagKeys: keys }),
  },
  renewed: (changed) => [
    "lastModified",
    "stateTransitionReason",
    ...(changed.has("enabled") ? ["state"] : []),
    ...(changed.has("functionName") ? ["functionArn"] : []),
  ],
  create: async ({ aws, inputs, tags }) => {
    const { UUID } = await aws.lambda.createEventSourceMapping({
      ...settingsOf(inputs),
      FunctionName: inputs.functionName,
      EventSourceArn: inputs.eventSourceArn,
      StartingPosition: inputs.startingPosition as "LATEST" | undefined,
      Tags: tags,
    });
    return UUID ?? "";
  },
  read: async ({ aws, id }) => {
    const found = await aws.lambda.getEventSourceMapping({ UUID: id });
    if (found.State === "Deleting") return undefined;
    const arn =
      found.EventSourceMappingArn ?? `arn:aws:lambda:${aws.region}:${await aws.account()}:event-source-mapping:${id}`;
    const { Tags } = await aws.lambda.listTags({ Resource: arn });
    return { ...stateOf(found), arn, tags: Tags ?? {} };
  },
  update: ({ aws, id, inputs, changed }) =>
    aws.lambda.updateEventSourceMapping({
      ...settingsOf(inputs),
      ...clearings(inputs, changed),
      UUID: id,
      FunctionName: inputs.functionName,
    }),
  delete: async ({ aws, id, signal }) => {
    await aws.lambda.deleteEventSourceMapping({ UUID: id });
    await eventually(
      async () => {
        const { EventSourceMappings = [] } = await aws.lambda.listEventSourceMappings({});
        return EventSourceMappings.some((mapping) => mapping.UUID === id) ? undefined : true;
      },
      { tries: 10, signal },
    );
  },
});

type Settings = Omit<UpdateEventSourceMappingRequest, "UUID" | "FunctionName">;

function settingsOf(inputs: Inputs<typeof properties>): Settings {
  const { destinationConfig, filterCriteria, functionResponseTypes, scalingConfig } = inputs;
  return {
    BatchSize: inputs.batchSize,
    BisectBatchOnFunctionError: inputs.bisectBatchOnFunctionError,
    Enabled: inputs.enabled,
    KMSKeyArn: inputs.kmsKeyArn,
    MaximumBatchingWindowInSeconds: inputs.maximumBatchingWindowInSeconds,
    MaximumRecordAgeInSeconds: inputs.maximumRecordAgeInSeconds,
    MaximumRetryAttempts: inputs.maximumRetryAttempts,
    ParallelizationFactor: inputs.parallelizationFactor,
    TumblingWindowInSeconds: inputs.tumblingWindowInSeconds,
    ...(destinationConfig === undefined
      ? {}
      : { DestinationConfig: { OnFailure: { Destination: destinationConfig.onFailure?.destinationArn } } }),
    ...(filterCriteria === undefined
      ? {}
      : { FilterCriteria: { Filters: (filterCriteria.filters ?? []).map(({ pattern }) => ({ Pattern: pattern })) } }),
    ...(functionResponseTypes === undefined
      ? {}
      : { FunctionResponseTypes: functionResponseTypes.map(() => "ReportBatchItemFailures" as const) }),
    ...(scalingConfig === undefined ? {} : { ScalingConfig: { MaximumConcurrency: scalingConfig.maximumConcurrency } }),
  };
}

/** How Lambda is told that a setting that was there is there no more. */
function clearings(inputs: Inputs<typeof properties>, changed: ReadonlySet<string>): Settings {
  const cleared = (name: keyof typeof inputs): boolean => changed.has(name) && inputs[name] === undefined;
  return {
    ...(cleared("bisectBatchOnFunctionError") ? { BisectBatchOnFunctionError: false } : {}),
    ...(cleared("maximumBatchingWindowInSeconds") ? { MaximumBatchingWindowInSeconds: 0 } : {}),
    ...(cleared("tumblingWindowInSeconds") ? { TumblingWindowInSeconds: 0 } : {}),
    ...(cleared("destinationConfig") ? { DestinationConfig: { OnFailure: {} } } : {}),
    ...(cleared("filterCriteria") ? { FilterCriteria: { Filters: [] } } : {}),
    ...(cleared("functionResponseTypes") ? { FunctionResponseTypes: [] } : {}),
    ...(cleared("scalingConfig") ? { ScalingConfig: {} } : {}),
  };
}

function stateOf(found: EventSourceMappingConfiguration): State<typeof properties> {
  const destinationArn = found.DestinationConfig?.OnFailure?.Destination;
  const filters = found.FilterCriteria?.Filters ?? [];
  const maximumConcurrency = found.ScalingConfig?.MaximumConcurrency;
  return {
    batchSize: found.BatchSize,
    bisectBatchOnFunctionError: found.BisectBatchOnFunctionError,
    enabled: found.State !== "Disabled" && found.State !== "Disabling",
    eventSourceArn: found.EventSourceArn,
    functionArn: found.FunctionArn,
    functionName: found.FunctionArn,
    functionResponseTypes: found.FunctionResponseTypes,
    kmsKeyArn: found.KMSKeyArn,
    lastModified: found.LastModified?.toISOString().replace(".000Z", "Z"),
    lastProcessingResult: found.LastProcessingResult ?? "",
    maximumBatchingWindowInSeconds: found.MaximumBatchingWindowInSeconds,
    maximumRecordAgeInSeconds: found.MaximumRecordAgeInSeconds,
    maximumRetryAttempts: found.MaximumRetryAttempts,
    parallelizationFactor: found.ParallelizationFactor,
    startingPosition: found.StartingPosition,
    state: found.State,
    stateTransitionReason: found.StateTransitionReason,
    tumblingWindowInSeconds: found.TumblingWindowInSeconds,
    uuid: found.UUID,
    ...(destinationArn ? { destinationConfig: { onFailure: { destinationArn } } } : {}),
    ...(filters.length > 0
      ? { filterCriteria: { filters: filters.map(({ Pattern }) => ({ pattern: Pattern })) } }
      : {}),
    ...(maximumConcurrency === undefined ? {} : { scalingConfig: { maximumConcurrency } }),
  };
}
