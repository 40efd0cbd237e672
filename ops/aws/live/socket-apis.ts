import {
  ApiGatewayV2Client,
  GetApisCommand,
  GetAuthorizersCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from "@aws-sdk/client-apigatewayv2";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import type { Call } from "./asking.ts";
import { inFlight } from "./in-flight.ts";

type Page<Item> = { Items?: Item[] | undefined; NextToken?: string | undefined };

/** WebSocket and HTTP APIs of ours: what their routes call and under which role, who authorizes, where they log. */
export async function readSocketApis({ options, asking, ours, account }: AccountArgs): Promise<LiveResource[]> {
  const client = new ApiGatewayV2Client(options);
  const listed = <Item>(on: string, send: (token: string | undefined, signal: AbortSignal) => Promise<Page<Item>>) =>
    asking.all({
      ...{ permission: "apigateway:GET", on, none: ["NotFoundException"] satisfies Call<unknown>["none"] },
      send,
      items: ({ Items = [] }) => Items,
      next: ({ NextToken }) => NextToken,
    });
  const apis = await listed("/apis", (NextToken, abortSignal) =>
    client.send(new GetApisCommand({ NextToken }), { abortSignal }),
  );
  const arnOf = (id: string) => `arn:aws:apigateway:${options.region}::/apis/${id}`;
  const known = apis.filter(({ ApiId = "", Name, Tags }) => ours({ name: Name, arn: arnOf(ApiId), tags: Tags }));
  const found = await inFlight(known, async ({ ApiId = "", Name: name = "", ProtocolType, Tags: tags = {} }) => {
    const [integrations, routes, authorizers, stages] = await Promise.all([
      listed(`/apis/${ApiId}/integrations`, (NextToken, abortSignal) =>
        client.send(new GetIntegrationsCommand({ ApiId, NextToken }), { abortSignal }),
      ),
      listed(`/apis/${ApiId}/routes`, (NextToken, abortSignal) =>
        client.send(new GetRoutesCommand({ ApiId, NextToken }), { abortSignal }),
      ),
      listed(`/apis/${ApiId}/authorizers`, (NextToken, abortSignal) =>
        client.send(new GetAuthorizersCommand({ ApiId, NextToken }), { abortSignal }),
      ),
      listed(`/apis/${ApiId}/stages`, (NextToken, abortSignal) =>
        client.send(new GetStagesCommand({ ApiId, NextToken }), { abortSignal }),
      ),
    ]);
    const arn = arnOf(ApiId);
    const executionArn = `arn:aws:execute-api:${options.region}:${account}:${ApiId}`;
    return [
      live(
        "aws:apigatewayv2/api:Api",
        { name, id: ApiId, arn, tags },
        { arn, name, executionArn, protocolType: ProtocolType },
      ),
      ...integrations.map(({ IntegrationId: id = "", IntegrationUri, IntegrationType, CredentialsArn }) =>
        live(
          "aws:apigatewayv2/integration:Integration",
          { name: id, id },
          {
            ...{ apiId: ApiId, integrationUri: IntegrationUri, integrationType: IntegrationType },
            credentialsArn: CredentialsArn ?? "",
          },
        ),
      ),
      ...routes.map(({ RouteId: id = "", RouteKey = "", Target, AuthorizationType, AuthorizerId }) =>
        live(
          "aws:apigatewayv2/route:Route",
          { name: RouteKey, id },
          {
            ...{ apiId: ApiId, routeKey: RouteKey, target: Target, authorizerId: AuthorizerId ?? "" },
            authorizationType: AuthorizationType ?? "NONE",
          },
        ),
      ),
      ...authorizers.map(({ AuthorizerId: id = "", Name, AuthorizerUri, AuthorizerCredentialsArn }) =>
        live(
          "aws:apigatewayv2/authorizer:Authorizer",
          { name: Name ?? id, id },
          { apiId: ApiId, authorizerUri: AuthorizerUri, authorizerCredentialsArn: AuthorizerCredentialsArn ?? "" },
        ),
      ),
      ...stages.map(({ StageName = "", AccessLogSettings, StageVariables }) =>
        live(
          "aws:apigatewayv2/stage:Stage",
          { name: StageName, id: `${ApiId}/${StageName}`, arn: `${arn}/stages/${StageName}` },
          {
            ...{ arn: `${arn}/stages/${StageName}`, apiId: ApiId, name: StageName, stageVariables: StageVariables },
            accessLogSettings:
              AccessLogSettings?.DestinationArn === undefined
                ? undefined
                : { destinationArn: AccessLogSettings.DestinationArn },
          },
        ),
      ),
    ];
  });
  client.destroy();
  return found.flat();
}
