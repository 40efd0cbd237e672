import type { UpdateRouteCommandInput } from "@aws-sdk/client-apigatewayv2";
import { type Fields, flag, type Inputs, map, set, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

const properties = {
  apiId: text({ use: "required", replaces: true }),
  apiKeyRequired: flag({ default: false }),
  authorizationScopes: set(text()),
  authorizationType: text({ default: "NONE" }),
  authorizerId: text(),
  modelSelectionExpression: text(),
  operationName: text(),
  requestModels: map(),
  routeKey: text({ use: "required" }),
  routeResponseSelectionExpression: text(),
  target: text(),
} as const satisfies Fields;

/** A route of an HTTP or WebSocket API; its id is API Gateway's own. */
export const webRoute = resourceType({
  token: "aws:apigatewayv2/route:Route",
  properties,
  imported: { form: "API_ID/ROUTE_ID", split: ([apiId = "", id = ""]) => ({ id, facts: { apiId } }) },
  create: async ({ aws, inputs }) => {
    const address = { ApiId: inputs.apiId, RouteKey: inputs.routeKey };
    const { RouteId } = await aws.apigatewayv2.createRoute({ ...settingsOf(inputs), ...address });
    return RouteId ?? "";
  },
  read: async ({ aws, id, state }) => {
    const found = await aws.apigatewayv2.getRoute({ ApiId: state.apiId, RouteId: id });
    return {
      apiId: state.apiId,
      apiKeyRequired: found.ApiKeyRequired ?? false,
      authorizationScopes: found.AuthorizationScopes,
      authorizationType: found.AuthorizationType ?? "NONE",
      authorizerId: found.AuthorizerId,
      modelSelectionExpression: found.ModelSelectionExpression,
      operationName: found.OperationName,
      requestModels: found.RequestModels,
      routeKey: found.RouteKey,
      routeResponseSelectionExpression: found.RouteResponseSelectionExpression,
      target: found.Target,
    };
  },
  update: ({ aws, id, inputs, changed }) =>
    aws.apigatewayv2.updateRoute({
      ...settingsOf(inputs),
      ApiId: inputs.apiId,
      RouteId: id,
      ...(changed.has("operationName") ? { OperationName: inputs.operationName ?? "" } : {}),
      ...(changed.has("authorizationScopes") ? { AuthorizationScopes: [...(inputs.authorizationScopes ?? [])] } : {}),
    }),
  delete: ({ aws, id, state }) => aws.apigatewayv2.deleteRoute({ ApiId: state.apiId, RouteId: id }),
});

function settingsOf(inputs: Inputs<typeof properties>): Omit<UpdateRouteCommandInput, "ApiId" | "RouteId"> {
  const { authorizationScopes } = inputs;
  return {
    ApiKeyRequired: inputs.apiKeyRequired,
    AuthorizationType: inputs.authorizationType as "NONE",
    AuthorizerId: inputs.authorizerId,
    ModelSelectionExpression: inputs.modelSelectionExpression,
    OperationName: inputs.operationName,
    RequestModels: inputs.requestModels,
    RouteKey: inputs.routeKey,
    RouteResponseSelectionExpression: inputs.routeResponseSelectionExpression,
    Target: inputs.target,
    ...(authorizationScopes === undefined ? {} : { AuthorizationScopes: [...authorizationScopes] }),
  };
}
