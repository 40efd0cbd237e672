import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { LOG_RETENTION_DAYS, tagsFor } from "../stage.ts";

/** What a line of each API's access log says; no address, key or query of a caller. */
const FIELDS = {
  rest: {
    time: "$context.requestTimeEpoch",
    request: "$context.requestId",
    method: "$context.httpMethod",
    resource: "$context.resourcePath",
    status: "$context.status",
    milliseconds: "$context.responseLatency",
    error: "$context.error.responseType",
  },
  socket: {
    time: "$context.requestTimeEpoch",
    request: "$context.requestId",
    event: "$context.eventType",
    route: "$context.routeKey",
    connection: "$context.connectionId",
    status: "$context.status",
    error: "$context.error.responseType",
  },
} as const;

export type AccessLogArgs = {
  stage: Stage;
  api: keyof typeof FIELDS;
  /** Name of the log group. */
  group: string;
  /** What its cost is counted under. */
  component: string;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
};

/** Where an API writes one line for each request. */
export class AccessLog extends pulumi.ComponentResource {
  /** For the API's stage. */
  readonly settings: pulumi.Output<{ destinationArn: string; format: string }>;

  constructor(name: string, args: AccessLogArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:AccessLog", name, {}, options);
    const { stage, api, group, component, key } = args;
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name: group, kmsKeyId: key, retentionInDays: LOG_RETENTION_DAYS[stage], tags: tagsFor(stage, component) },
      { parent: this },
    );
    this.settings = pulumi.output({ destinationArn: logGroup.arn, format: JSON.stringify(FIELDS[api]) });
    this.registerOutputs();
  }
}
