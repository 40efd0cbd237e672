import {
  APIGatewayClient,
  GetAuthorizersCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
  type Resource,
} from "@aws-sdk/client-api-gateway";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** REST APIs of ours: their policy, what their methods call and under which role, who authorizes, where they log. */
export async function readRestApis({ options, asking, ours, account }: AccountArgs): Promise<LiveResource[]> {
  const client = new APIGatewayClient(options);
  const permission = "apigateway:GET";
  // API Gateway leaves a list out when it is empty.
  const apis = await asking.all({
    ...{ permission, on: "/restapis" },
    send: (position, abortSignal) => client.send(new GetRestApisCommand({ position, limit: 500 }), { abortSignal }),
    items: ({ items = [] }) => items,
    next: ({ position }) => position,
  });
  const arnOf = (id: string) => `arn:aws:apigateway:${options.region}::/restapis/${id}`;
  const known = apis.filter(({ id = "", name, tags }) => ours({ name, arn: arnOf(id), tags }));
  const found = await inFlight(known, async ({ id: restApiId = "", name = "", policy, tags = {} }) => {
    const on = `/restapis/${restApiId}`;
    const resources = await asking.all({
      ...{ permission, on: `${on}/resources` },
      send: (position, abortSignal) =>
        client.send(new GetResourcesCommand({ restApiId, embed: ["methods"], limit: 500, position }), { abortSignal }),
      items: ({ items = [] }) => items,
      next: ({ position }) => position,
    });
    const authorizers = await asking.all({
      ...{ permission, on: `${on}/authorizers` },
      send: (position, abortSignal) => client.send(new GetAuthorizersCommand({ restApiId, position }), { abortSignal }),
      items: ({ items = [] }) => items,
      next: ({ position }) => position,
    });
    const stages = await asking.one({
      ...{ permission, on: `${on}/stages` },
      send: (abortSignal) => client.send(new GetStagesCommand({ restApiId }), { abortSignal }),
    });
    const executionArn = `arn:aws:execute-api:${options.region}:${account}:${restApiId}`;
    const arn = arnOf(restApiId);
    return [
      live(
        "aws:apigateway/restApi:RestApi",
        { name, id: restApiId, arn, tags },
        { arn, name, executionArn, policy: unescaped(policy) },
      ),
      ...resources.flatMap((resource) => methodResources(restApiId, resource)),
      ...authorizers.map(({ id = "", name: label = "", authorizerUri, authorizerCredentials, type, providerARNs }) =>
        live(
          "aws:apigateway/authorizer:Authorizer",
          { name: label, id },
          {
            ...{
              restApi: restApiId,
              name: label,
              type,
              authorizerUri,
              authorizerCredentials: authorizerCredentials ?? "",
            },
            providerArns: providerARNs,
          },
        ),
      ),
      ...(stages?.item ?? []).map(({ stageName = "", accessLogSettings, variables }) =>
        live(
          "aws:apigateway/stage:Stage",
          { name: stageName, id: `ags-${restApiId}-${stageName}`, arn: `${arn}/stages/${stageName}` },
          {
            ...{ arn: `${arn}/stages/${stageName}`, restApi: restApiId, stageName, variables },
            accessLogSettings:
              accessLogSettings?.destinationArn === undefined
                ? undefined
                : { destinationArn: accessLogSettings.destinationArn },
          },
        ),
      ),
    ];
  });
  client.destroy();
  return found.flat();
}

function methodResources(restApi: string, { id: resourceId = "", path, resourceMethods }: Resource): LiveResource[] {
  return Object.entries(resourceMethods ?? {}).flatMap(([httpMethod, method]) => {
    const called = method.methodIntegration;
    const name = `${httpMethod} ${path ?? resourceId}`;
    const where = { restApi, resourceId, httpMethod };
    return [
      live(
        "aws:apigateway/method:Method",
        { name, id: `agm-${restApi}-${resourceId}-${httpMethod}` },
        { ...where, authorization: method.authorizationType, authorizerId: method.authorizerId ?? "" },
      ),
      ...(called === undefined
        ? []
        : [
            live(
              "aws:apigateway/integration:Integration",
              { name, id: `agi-${restApi}-${resourceId}-${httpMethod}` },
              { ...where, type: called.type, uri: called.uri ?? "", credentials: called.credentials ?? "" },
            ),
          ]),
    ];
  });
}

/** API Gateway hands out a policy with its quotes escaped, as if it stood in a JSON string. */
function unescaped(policy: string | undefined): string | undefined {
  return policy?.startsWith('{\\"') === true ? policy.replaceAll('\\"', '"') : policy;
}
