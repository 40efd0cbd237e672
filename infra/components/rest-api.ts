import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { nameIn, REQUEST_LIMITS, tagsFor } from "../stage.ts";
import { apiLogGroups } from "../stage-arns.ts";
import { AccessLog } from "./access-log.ts";
import { LIVE } from "./handler-function.ts";

export type RestRoute = {
  /** Names the route's resources. */
  name: string;
  /** Path part under the root, for example `health` or `{proxy+}`. */
  path: string;
  method: "ANY" | "GET";
  function: aws.lambda.Alias;
};

export type RestApiArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
  routes: readonly RestRoute[];
};

/** The stage's HTTP API: each route is one path under the root, handed whole to one function. */
export class RestApi extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  /** The API's name, by which metrics know it. */
  readonly name: string;

  constructor(name: string, { stage, key, routes }: RestApiArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:RestApi", name, {}, options);
    const parent = { parent: this };
    this.name = `atlas-codex-${stage}`;
    const api = new aws.apigateway.RestApi(
      "rest",
      { name: this.name, endpointConfiguration: { types: "REGIONAL" }, tags: tagsFor(stage, "api") },
      parent,
    );
    const parts = routes.flatMap((route) => {
      const resource = new aws.apigateway.Resource(
        route.name,
        { restApi: api.id, parentId: api.rootResourceId, pathPart: route.path },
        parent,
      );
      const method = new aws.apigateway.Method(
        route.name,
        { restApi: api.id, resourceId: resource.id, httpMethod: route.method, authorization: "NONE" },
        parent,
      );
      const integration = new aws.apigateway.Integration(
        route.name,
        {
          restApi: api.id,
          resourceId: resource.id,
          httpMethod: method.httpMethod,
          type: "AWS_PROXY",
          integrationHttpMethod: "POST",
          uri: route.function.invokeArn,
        },
        parent,
      );
      new aws.lambda.Permission(
        `rest-${route.name}`,
        {
          function: route.function.functionName,
          qualifier: route.function.name,
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
          sourceArn: pulumi.interpolate`${api.executionArn}/${stage}/${reachOf(route)}`,
        },
        parent,
      );
      return [resource, method, integration];
    });
    const deployment = new aws.apigateway.Deployment(
      "rest",
      { restApi: api.id, description: `Routes of ${nameIn(stage, "api")}`, triggers: { routes: digestOf(routes) } },
      { parent: this, dependsOn: parts },
    );
    const log = new AccessLog(
      "rest",
      { stage, key, api: "rest", group: apiLogGroups(stage).rest, component: "api" },
      parent,
    );
    const live = new aws.apigateway.Stage(
      "rest",
      {
        restApi: api.id,
        deployment: deployment.id,
        stageName: stage,
        accessLogSettings: log.settings,
        tags: tagsFor(stage, "api"),
      },
      parent,
    );
    const { rate, burst } = REQUEST_LIMITS[stage];
    new aws.apigateway.MethodSettings(
      "rest",
      {
        restApi: api.id,
        stageName: live.stageName,
        methodPath: "*/*",
        settings: { throttlingRateLimit: rate, throttlingBurstLimit: burst },
      },
      parent,
    );
    this.url = live.invokeUrl;
    this.registerOutputs({ url: this.url });
  }
}

/** The method and path of a route as API Gateway names them when it invokes a function; of a proxy, all of them. */
function reachOf({ method, path }: RestRoute): string {
  return path.endsWith("+}") ? "*" : `${method === "ANY" ? "*" : method}/${path}`;
}

/** A deployment is a snapshot: it is made anew when this changes. */
function digestOf(routes: readonly RestRoute[]): string {
  const shape = routes.map(({ name, path, method }) => ({ name, path, method, target: LIVE }));
  return createHash("sha256").update(JSON.stringify(shape)).digest("hex").slice(0, 16);
}
