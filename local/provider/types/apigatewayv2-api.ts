import type { Cors } from "@aws-sdk/client-apigatewayv2";
import { block, type Fields, flag, type Inputs, number, output, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { apigatewayArn, executionArn, invokeUrl } from "./api-addresses.ts";
import { readWebTags, webTags } from "./apigateway-tags.ts";

const properties = {
  apiEndpoint: output,
  apiKeySelectionExpression: text({ default: "$request.header.x-api-key" }),
  arn: output,
  corsConfiguration: block({
    allowCredentials: flag(),
    allowHeaders: set(text()),
    allowMethods: set(text()),
    allowOrigins: set(text()),
    exposeHeaders: set(text()),
    maxAge: number(),
  }),
  description: text(),
  disableExecuteApiEndpoint: flag({ default: false }),
  executionArn: output,
  name: text({ use: "named" }),
  protocolType: text({ use: "required", replaces: true, choices: ["HTTP", "WEBSOCKET"] }),
  routeSelectionExpression: text({ default: "$request.method $request.path" }),
  version: text(),
} as const satisfies Fields;

/** An HTTP or WebSocket API; its id is API Gateway's own. */
export const webApi = resourceType({
  token: "aws:apigatewayv2/api:Api",
  properties,
  autoname: { property: "name", maximum: 255 },
  tags: webTags,
  create: async ({ aws, inputs, tags }) => {
    const protocol = { ProtocolType: inputs.protocolType as "HTTP", Name: inputs.name };
    const { ApiId } = await aws.apigatewayv2.createApi({ ...settingsOf(inputs), ...protocol, Tags: tags });
    return ApiId ?? "";
  },
  read: async ({ aws, id }) => {
    const found = await aws.apigatewayv2.getApi({ ApiId: id });
    const scheme = found.ProtocolType === "WEBSOCKET" ? "ws" : "http";
    const arn = apigatewayArn(aws.region, `/apis/${id}`);
    return {
      apiEndpoint: invokeUrl(aws, scheme, id),
      apiKeySelectionExpression: found.ApiKeySelectionExpression,
      arn,
      corsConfiguration: corsState(found.CorsConfiguration),
      description: found.Description,
      disableExecuteApiEndpoint: found.DisableExecuteApiEndpoint ?? false,
      executionArn: await executionArn(aws, id),
      name: found.Name,
      protocolType: found.ProtocolType,
      routeSelectionExpression: found.RouteSelectionExpression,
      version: found.Version,
      tags: await readWebTags(aws, arn),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    if (changed.has("corsConfiguration") && inputs.corsConfiguration === undefined) {
      await aws.apigatewayv2.deleteCorsConfiguration({ ApiId: id });
    }
    const cleared = { Description: inputs.description ?? "", Version: inputs.version ?? "" };
    await aws.apigatewayv2.updateApi({ ...settingsOf(inputs), ...cleared, ApiId: id });
  },
  delete: ({ aws, id }) => aws.apigatewayv2.deleteApi({ ApiId: id }),
});

function settingsOf(inputs: Inputs<typeof properties>) {
  const { corsConfiguration: cors } = inputs;
  return {
    Name: inputs.name,
    ApiKeySelectionExpression: inputs.apiKeySelectionExpression,
    Description: inputs.description,
    DisableExecuteApiEndpoint: inputs.disableExecuteApiEndpoint,
    RouteSelectionExpression: inputs.routeSelectionExpression,
    Version: inputs.version,
    ...(cors === undefined ? {} : { CorsConfiguration: corsOf(cors) }),
  };
}

function corsOf(cors: NonNullable<Inputs<typeof properties>["corsConfiguration"]>): Cors {
  const copied = (values: readonly string[] | undefined) => (values === undefined ? undefined : [...values]);
  return {
    AllowCredentials: cors.allowCredentials,
    AllowHeaders: copied(cors.allowHeaders),
    AllowMethods: copied(cors.allowMethods),
    AllowOrigins: copied(cors.allowOrigins),
    ExposeHeaders: copied(cors.exposeHeaders),
    MaxAge: cors.maxAge,
  };
}

function corsState(found: Cors | undefined) {
  if (found === undefined || Object.keys(found).length === 0) return undefined;
  return {
    allowCredentials: found.AllowCredentials,
    allowHeaders: found.AllowHeaders,
    allowMethods: found.AllowMethods,
    allowOrigins: found.AllowOrigins,
    exposeHeaders: found.ExposeHeaders,
    maxAge: found.MaxAge,
  };
}
