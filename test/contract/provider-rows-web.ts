import type { TypeRow } from "./provider-type.ts";

const onApi = { standsOn: "webApi" } as const;

/** HTTP and WebSocket APIs. */
export const webRows: readonly TypeRow[] = [
  {
    token: "aws:apigatewayv2/api:Api",
    kind: "for WebSockets",
    inputs: ({ name }) => ({
      name: name("socket"),
      protocolType: "WEBSOCKET",
      routeSelectionExpression: "$request.body.action",
      description: "first",
      tags: { project: "contract" },
    }),
    change: ({ name }) => ({ name: name("renamed"), description: "second", tags: { owner: "contract" } }),
    replace: () => ({ protocolType: "HTTP" }),
    drift: {
      shows: "description",
      act: ({ aws }, { id }) => aws.apigatewayv2.updateApi({ ApiId: id, Description: "theirs" }),
    },
    outputs: { apiEndpoint: /^ws:\/\/[^/]+\/_aws\/execute-api\/[^/]+$/, executionArn: /^arn:aws:execute-api:/ },
  },
  {
    token: "aws:apigatewayv2/api:Api",
    kind: "for HTTP",
    inputs: ({ name }) => ({
      name: name("http"),
      protocolType: "HTTP",
      corsConfiguration: { allowOrigins: ["https://one.example"], allowMethods: ["GET", "POST"], maxAge: 60 },
    }),
    change: () => ({ corsConfiguration: { allowOrigins: ["https://two.example"] } }),
    replace: () => ({ protocolType: "WEBSOCKET" }),
    drift: {
      shows: "corsConfiguration",
      act: ({ aws }, { id }) =>
        aws.apigatewayv2.updateApi({ ApiId: id, CorsConfiguration: { AllowOrigins: ["https://theirs.example"] } }),
    },
    outputs: { apiEndpoint: /^http:/ },
  },
  {
    ...onApi,
    token: "aws:apigatewayv2/integration:Integration",
    needs: ["webApi", "function"],
    inputs: ({ on }) => ({
      apiId: on("webApi").id,
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: on("function").state.invokeArn,
      description: "first",
    }),
    change: () => ({ description: "second", timeoutMilliseconds: 5000 }),
    replace: () => ({ integrationType: "MOCK" }),
    drift: {
      shows: "description",
      act: ({ aws, on }, { id }) =>
        aws.apigatewayv2.updateIntegration({ ApiId: on("webApi").id, IntegrationId: id, Description: "theirs" }),
    },
    importedBy: ["apiId", "id"],
    outputs: {},
  },
  {
    ...onApi,
    token: "aws:apigatewayv2/route:Route",
    needs: ["webIntegration", "laterWebIntegration"],
    inputs: ({ on }) => ({
      apiId: on("webApi").id,
      routeKey: "$connect",
      target: `integrations/${on("webIntegration").id}`,
      operationName: "connect",
    }),
    change: ({ on }) => ({ target: `integrations/${on("laterWebIntegration").id}`, authorizationType: "AWS_IAM" }),
    replace: () => ({ apiId: "other" }),
    drift: {
      shows: "operationName",
      act: ({ aws, on }, { id }) =>
        aws.apigatewayv2.updateRoute({ ApiId: on("webApi").id, RouteId: id, OperationName: "theirs" }),
    },
    importedBy: ["apiId", "id"],
    outputs: {},
  },
  {
    ...onApi,
    token: "aws:apigatewayv2/stage:Stage",
    needs: ["webApi", "logs"],
    inputs: ({ on }) => ({
      apiId: on("webApi").id,
      name: "live",
      autoDeploy: true,
      description: "first",
      defaultRouteSettings: { throttlingBurstLimit: 10, throttlingRateLimit: 5, loggingLevel: "INFO" },
      accessLogSettings: { destinationArn: on("logs").state.arn, format: "$context.requestId" },
      stageVariables: { colour: "blue", gone: "soon" },
      tags: { project: "contract" },
    }),
    change: () => ({
      description: "second",
      defaultRouteSettings: { throttlingBurstLimit: 20, throttlingRateLimit: 5 },
      accessLogSettings: undefined,
      stageVariables: { colour: "green" },
      tags: { owner: "contract" },
    }),
    replace: () => ({ name: "other" }),
    drift: {
      shows: "description",
      act: ({ aws, on }) =>
        aws.apigatewayv2.updateStage({ ApiId: on("webApi").id, StageName: "live", Description: "theirs" }),
    },
    importedBy: ["apiId", "id"],
    outputs: { invokeUrl: /^ws:\/\/[^/]+\/_aws\/execute-api\/[^/]+\/live$/, executionArn: /\/live$/ },
  },
];
