import type { RouteSettings, UpdateStageCommandInput } from "@aws-sdk/client-apigatewayv2";
import { block, type Fields, flag, type Inputs, map, number, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { apigatewayArn, executionArn, invokeUrl } from "./api-addresses.ts";
import { readWebTags, webTags } from "./apigateway-tags.ts";

const routeSettings = {
  dataTraceEnabled: flag(),
  detailedMetricsEnabled: flag(),
  loggingLevel: text({ use: "computed" }),
  throttlingBurstLimit: number(),
  throttlingRateLimit: number(),
} as const satisfies Fields;

const properties = {
  accessLogSettings: block({ destinationArn: text({ use: "required" }), format: text({ use: "required" }) }),
  apiId: text({ use: "required", replaces: true }),
  arn: output,
  autoDeploy: flag(),
  defaultRouteSettings: block(routeSettings),
  deploymentId: text({ use: "computed" }),
  description: text(),
  executionArn: output,
  invokeUrl: output,
  name: text({ use: "named", replaces: true }),
  stageVariables: map(),
} as const satisfies Fields;

/** A stage that serves an HTTP or WebSocket API; its id is its name. */
export const webStage = resourceType({
  token: "aws:apigatewayv2/stage:Stage",
  properties,
  autoname: { property: "name", maximum: 255 },
  imported: { form: "API_ID/STAGE_NAME", split: ([apiId = "", name = ""]) => ({ id: name, facts: { apiId } }) },
  tags: webTags,
  create: async ({ aws, inputs, tags }) => {
    await aws.apigatewayv2.createStage({
      ...settingsOf(inputs),
      ApiId: inputs.apiId,
      StageName: inputs.name,
      StageVariables: inputs.stageVariables,
      Tags: tags,
    });
    return inputs.name;
  },
  read: async ({ aws, id, state }) => {
    const { apiId = "" } = state;
    const found = await aws.apigatewayv2.getStage({ ApiId: apiId, StageName: id });
    const { ProtocolType } = await aws.apigatewayv2.getApi({ ApiId: apiId });
    const { DestinationArn: destinationArn, Format: format } = found.AccessLogSettings ?? {};
    const scheme = ProtocolType === "WEBSOCKET" ? "ws" : "http";
    const arn = apigatewayArn(aws.region, `/apis/${apiId}/stages/${id}`);
    return {
      ...(destinationArn ? { accessLogSettings: { destinationArn, format } } : {}),
      apiId,
      arn,
      autoDeploy: found.AutoDeploy ?? false,
      defaultRouteSettings: routeState(found.DefaultRouteSettings),
      deploymentId: found.DeploymentId ?? "",
      description: found.Description,
      executionArn: await executionArn(aws, apiId, id),
      invokeUrl: invokeUrl(aws, scheme, apiId, id),
      name: id,
      stageVariables: found.StageVariables,
      tags: await readWebTags(aws, arn),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    await aws.apigatewayv2.updateStage({
      ...settingsOf(inputs),
      ApiId: inputs.apiId,
      StageName: id,
      Description: inputs.description ?? "",
      AutoDeploy: inputs.autoDeploy ?? false,
      ...(changed.has("accessLogSettings") && inputs.accessLogSettings === undefined ? { AccessLogSettings: {} } : {}),
      ...(changed.has("defaultRouteSettings") ? { DefaultRouteSettings: routeSettingsOf(inputs) ?? {} } : {}),
      ...(changed.has("stageVariables") ? { StageVariables: inputs.stageVariables ?? {} } : {}),
    });
  },
  delete: ({ aws, id, state }) => aws.apigatewayv2.deleteStage({ ApiId: state.apiId, StageName: id }),
});

type Settings = Omit<UpdateStageCommandInput, "ApiId" | "StageName" | "StageVariables">;

function settingsOf(inputs: Inputs<typeof properties>): Settings {
  const { accessLogSettings: log } = inputs;
  const DefaultRouteSettings = routeSettingsOf(inputs);
  return {
    AutoDeploy: inputs.autoDeploy,
    DeploymentId: inputs.deploymentId,
    Description: inputs.description,
    ...(DefaultRouteSettings === undefined ? {} : { DefaultRouteSettings }),
    ...(log === undefined
      ? {}
      : { AccessLogSettings: { DestinationArn: log.destinationArn?.replace(/:\*$/, ""), Format: log.format } }),
  };
}

function routeSettingsOf({ defaultRouteSettings: given }: Inputs<typeof properties>): RouteSettings | undefined {
  if (given === undefined) return undefined;
  return {
    DataTraceEnabled: given.dataTraceEnabled,
    DetailedMetricsEnabled: given.detailedMetricsEnabled,
    LoggingLevel: given.loggingLevel as "OFF" | undefined,
    ThrottlingBurstLimit: given.throttlingBurstLimit,
    ThrottlingRateLimit: given.throttlingRateLimit,
  };
}

function routeState(found: RouteSettings = {}) {
  return {
    dataTraceEnabled: found.DataTraceEnabled ?? false,
    detailedMetricsEnabled: found.DetailedMetricsEnabled ?? false,
    loggingLevel: found.LoggingLevel ?? "",
    throttlingBurstLimit: found.ThrottlingBurstLimit ?? 0,
    throttlingRateLimit: found.ThrottlingRateLimit ?? 0,
  };
}
