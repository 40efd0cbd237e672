import type { TypeRow } from "./provider-type.ts";

/** REST APIs. */
export const restRows: readonly TypeRow[] = [
  {
    token: "aws:apigateway/restApi:RestApi",
    inputs: ({ name }) => ({
      name: name("rest"),
      description: "first",
      endpointConfiguration: { types: "REGIONAL" },
      binaryMediaTypes: ["image/png"],
      tags: { project: "contract" },
    }),
    change: ({ name }) => ({ name: name("renamed"), description: "second", tags: { owner: "contract" } }),
    replace: () => ({ region: "eu-west-1" }),
    drift: {
      shows: "description",
      act: ({ aws }, { id }) =>
        aws.apigateway.updateRestApi({
          restApiId: id,
          patchOperations: [{ op: "replace", path: "/description", value: "theirs" }],
        }),
    },
    outputs: { rootResourceId: /./, executionArn: /^arn:aws:execute-api:us-west-2:\d{12}:/, createdDate: /^\d{4}-/ },
  },
  {
    token: "aws:apigateway/resource:Resource",
    needs: ["restApi"],
    standsOn: "restApi",
    inputs: ({ on }) => ({ restApi: on("restApi").id, parentId: on("restApi").state.rootResourceId, pathPart: "jobs" }),
    change: () => ({ pathPart: "tasks" }),
    replace: () => ({ restApi: "other" }),
    drift: {
      shows: "pathPart",
      act: ({ aws, on }, { id }) =>
        aws.apigateway.updateResource({
          restApiId: on("restApi").id,
          resourceId: id,
          patchOperations: [{ op: "replace", path: "/pathPart", value: "theirs" }],
        }),
    },
    importedBy: ["restApi", "id"],
    outputs: { path: /^\/jobs$/ },
  },
  {
    token: "aws:apigateway/method:Method",
    needs: ["resource"],
    standsOn: "restApi",
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      resourceId: on("resource").id,
      httpMethod: "POST",
      authorization: "NONE",
      requestParameters: { "method.request.header.x-a": true },
    }),
    change: () => ({
      authorization: "AWS_IAM",
      apiKeyRequired: true,
      requestParameters: { "method.request.header.x-b": false },
      requestModels: { "application/json": "Empty" },
    }),
    replace: () => ({ httpMethod: "PUT" }),
    drift: {
      shows: "authorization",
      act: ({ aws }, { state }) =>
        aws.apigateway.updateMethod({
          restApiId: String(state.restApi),
          resourceId: String(state.resourceId),
          httpMethod: "POST",
          patchOperations: [{ op: "replace", path: "/authorizationType", value: "NONE" }],
        }),
    },
    importedBy: ["restApi", "resourceId", "httpMethod"],
    outputs: {},
  },
  {
    token: "aws:apigateway/integration:Integration",
    needs: ["method", "function"],
    standsOn: "restApi",
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      resourceId: on("resource").id,
      httpMethod: "POST",
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: on("function").state.invokeArn,
    }),
    change: () => ({ timeoutMilliseconds: 5000, requestTemplates: { "application/json": "{}" } }),
    replace: () => ({ type: "MOCK" }),
    drift: {
      shows: "timeoutMilliseconds",
      act: ({ aws }, { state }) =>
        aws.apigateway.updateIntegration({
          restApiId: String(state.restApi),
          resourceId: String(state.resourceId),
          httpMethod: "POST",
          patchOperations: [{ op: "replace", path: "/timeoutInMillis", value: "1000" }],
        }),
    },
    importedBy: ["restApi", "resourceId", "httpMethod"],
    outputs: { passthroughBehavior: /./ },
  },
  {
    token: "aws:apigateway/deployment:Deployment",
    needs: ["integration"],
    standsOn: "restApi",
    unimportable: ["triggers"],
    inputs: ({ on }) => ({ restApi: on("restApi").id, description: "first", triggers: { routes: "1" } }),
    change: () => ({ description: "second" }),
    replace: () => ({ triggers: { routes: "2" } }),
    drift: {
      shows: "description",
      act: ({ aws, on }, { id }) =>
        aws.apigateway.updateDeployment({
          restApiId: on("restApi").id,
          deploymentId: id,
          patchOperations: [{ op: "replace", path: "/description", value: "theirs" }],
        }),
    },
    importedBy: ["restApi", "id"],
    outputs: { createdDate: /^\d{4}-/ },
  },
  {
    token: "aws:apigateway/stage:Stage",
    needs: ["deployment", "laterDeployment", "logs"],
    standsOn: "restApi",
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      deployment: on("deployment").id,
      stageName: "v1",
      variables: { colour: "blue", gone: "soon" },
      accessLogSettings: { destinationArn: on("logs").state.arn, format: "$context.requestId" },
      tags: { project: "contract" },
    }),
    change: ({ on }) => ({
      deployment: on("laterDeployment").id,
      description: "second",
      variables: { colour: "green" },
      accessLogSettings: undefined,
      xrayTracingEnabled: true,
      tags: { owner: "contract" },
    }),
    replace: () => ({ stageName: "v2" }),
    drift: {
      shows: "description",
      act: ({ aws, on }) =>
        aws.apigateway.updateStage({
          restApiId: on("restApi").id,
          stageName: "v1",
          patchOperations: [{ op: "replace", path: "/description", value: "theirs" }],
        }),
    },
    importedBy: ["restApi", "stageName"],
    outputs: { invokeUrl: /^http:\/\/[^/]+\/_aws\/execute-api\/[^/]+\/v1$/, executionArn: /\/v1$/ },
  },
];
