import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { nameIn, REQUEST_LIMITS, tagsFor } from "../stage.ts";
import { apiLogGroups } from "../stage-arns.ts";
import { AccessLog } from "./access-log.ts";

export type SocketApiArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
};

/** The stage's WebSocket API, without its routes: functions need its address before routes can name functions. */
export class SocketApi extends pulumi.ComponentResource {
  readonly api: aws.apigatewayv2.Api;
  /** The API's stage as policies name it: arn:…:execute-api:…/{stage} */
  readonly executionArn: pulumi.Output<string>;
  /** Where clients connect: wss://… */
  readonly url: pulumi.Output<string>;
  /** Where functions send to connected clients: https://… */
  readonly managementUrl: pulumi.Output<string>;

  constructor(name: string, { stage, key }: SocketApiArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:SocketApi", name, {}, options);
    this.api = new aws.apigatewayv2.Api(
      "socket",
      {
        name: nameIn(stage, "websocket"),
        protocolType: "WEBSOCKET",
        routeSelectionExpression: "$request.body.action",
        tags: tagsFor(stage, "websocket"),
      },
      { parent: this },
    );
    const log = new AccessLog(
      "socket",
      { stage, key, api: "socket", group: apiLogGroups(stage).socket, component: "websocket" },
      { parent: this },
    );
    const { rate, burst } = REQUEST_LIMITS[stage];
    const live = new aws.apigatewayv2.Stage(
      "socket",
      {
        apiId: this.api.id,
        name: stage,
        autoDeploy: true,
        accessLogSettings: log.settings,
        defaultRouteSettings: { throttlingRateLimit: rate, throttlingBurstLimit: burst },
        tags: tagsFor(stage, "websocket"),
      },
      { parent: this },
    );
    this.executionArn = live.executionArn;
    this.url = live.invokeUrl;
    this.managementUrl = live.invokeUrl.apply((url) => url.replace(/^ws/, "http"));
    this.registerOutputs({ url: this.url });
  }
}

export type SocketRoutesArgs = {
  socket: SocketApi;
  /** Route key, for example `$connect` → the function that serves it. */
  routes: Readonly<Record<string, aws.lambda.Alias>>;
};

/** Which function serves which route of a WebSocket API. */
export class SocketRoutes extends pulumi.ComponentResource {
  constructor(name: string, { socket, routes }: SocketRoutesArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:SocketRoutes", name, {}, options);
    const { api, executionArn } = socket;
    for (const [routeKey, target] of Object.entries(routes)) {
      const label = `socket-${routeKey.replace("$", "")}`;
      const integration = new aws.apigatewayv2.Integration(
        label,
        { apiId: api.id, integrationType: "AWS_PROXY", integrationMethod: "POST", integrationUri: target.invokeArn },
        { parent: this },
      );
      new aws.apigatewayv2.Route(
        label,
        { apiId: api.id, routeKey, target: pulumi.interpolate`integrations/${integration.id}` },
        { parent: this },
      );
      new aws.lambda.Permission(
        label,
        {
          function: target.functionName,
          qualifier: target.name,
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
          sourceArn: pulumi.interpolate`${executionArn}/${routeKey}`,
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
