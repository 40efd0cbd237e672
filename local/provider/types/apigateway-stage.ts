import type { Aws } from "../aws.ts";
import { block, type Fields, flag, map, output, type State, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { apigatewayArn, executionArn, invokeUrl } from "./api-addresses.ts";
import { mapPatches, patches } from "./apigateway-patch.ts";
import { readRestTags, restTags } from "./apigateway-tags.ts";

const properties = {
  accessLogSettings: block({ destinationArn: text({ use: "required" }), format: text({ use: "required" }) }),
  arn: output,
  deployment: text({ use: "required" }),
  description: text(),
  executionArn: output,
  invokeUrl: output,
  restApi: text({ use: "required", replaces: true }),
  stageName: text({ use: "required", replaces: true }),
  variables: map(),
  webAclArn: output,
  xrayTracingEnabled: flag(),
} as const satisfies Fields;

const paths = { deployment: "/deploymentId", description: "/description" } as const;

/** A named stage that serves a deployment of a REST API; its id is `ags-api-stage`. */
export const apiStage = resourceType({
  token: "aws:apigateway/stage:Stage",
  properties,
  imported: {
    form: "REST_API_ID/STAGE_NAME",
    split: ([restApi = "", stageName = ""]) => ({ id: `ags-${restApi}-${stageName}`, facts: { restApi, stageName } }),
  },
  tags: restTags,
  create: async ({ aws, inputs, tags }) => {
    const { accessLogSettings, description, variables } = inputs;
    await aws.apigateway.createStage({
      ...address(inputs),
      deploymentId: inputs.deployment,
      description,
      variables,
      tracingEnabled: inputs.xrayTracingEnabled,
      tags,
    });
    await aws.apigateway.tagResource({ resourceArn: stageArn(aws, inputs), tags });
    if (accessLogSettings !== undefined) {
      await aws.apigateway.updateStage({ ...address(inputs), patchOperations: logPatches(accessLogSettings) });
    }
    return `ags-${inputs.restApi}-${inputs.stageName}`;
  },
  read: async ({ aws, state }) => {
    const { restApi = "", stageName = "" } = state;
    const found = await aws.apigateway.getStage(address(state));
    const { destinationArn, format } = found.accessLogSettings ?? {};
    const arn = stageArn(aws, state);
    return {
      ...(destinationArn ? { accessLogSettings: { destinationArn, format } } : {}),
      arn,
      deployment: found.deploymentId,
      description: found.description,
      executionArn: await executionArn(aws, restApi, stageName),
      invokeUrl: invokeUrl(aws, "http", restApi, stageName),
      restApi,
      stageName,
      variables: found.variables,
      webAclArn: found.webAclArn ?? "",
      xrayTracingEnabled: found.tracingEnabled ?? false,
      tags: await readRestTags(aws, arn),
    };
  },
  update: ({ aws, inputs, state, changed }) =>
    aws.apigateway.updateStage({
      ...address(inputs),
      patchOperations: [
        ...patches(paths, changed, inputs),
        ...(changed.has("xrayTracingEnabled")
          ? [{ op: "replace" as const, path: "/tracingEnabled", value: String(inputs.xrayTracingEnabled === true) }]
          : []),
        ...(changed.has("variables") ? mapPatches("/variables", state.variables, inputs.variables) : []),
        ...(changed.has("accessLogSettings") ? logPatches(inputs.accessLogSettings) : []),
      ],
    }),
  delete: ({ aws, state }) => aws.apigateway.deleteStage(address(state)),
});

function address({ restApi, stageName }: State<typeof properties>) {
  return { restApiId: restApi, stageName };
}

function logPatches(settings: State<typeof properties>["accessLogSettings"]) {
  if (settings === undefined) return [{ op: "remove" as const, path: "/accessLogSettings" }];
  return [
    {
      op: "replace" as const,
      path: "/accessLogSettings/destinationArn",
      value: settings.destinationArn?.replace(/:\*$/, ""),
    },
    { op: "replace" as const, path: "/accessLogSettings/format", value: settings.format },
  ];
}

function stageArn({ region }: Aws, { restApi, stageName }: State<typeof properties>): string {
  return apigatewayArn(region, `/restapis/${restApi}/stages/${stageName}`);
}
