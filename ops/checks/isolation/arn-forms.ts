import type { SnapshotResource } from "./snapshot.ts";

/** Where a stage's resources live. */
export type Place = { readonly partition: string; readonly account: string; readonly region: string };

type Properties = SnapshotResource["properties"];
type Form = { readonly service: string; readonly global?: true; readonly ownerless?: true; readonly resource: string };

// ARN forms: Service Authorization Reference, "Resource types defined by …". `{x}` is property x; a form whose property is not
// known makes no ARN.
const FORMS: Readonly<Record<string, Form>> = {
  "aws:dynamodb/table:Table": { service: "dynamodb", resource: "table/{name}" },
  "aws:sqs/queue:Queue": { service: "sqs", resource: "{name}" },
  "aws:sns/topic:Topic": { service: "sns", resource: "{name}" },
  "aws:lambda/function:Function": { service: "lambda", resource: "function:{name}" },
  "aws:lambda/layerVersion:LayerVersion": { service: "lambda", resource: "layer:{layerName}" },
  "aws:iam/role:Role": { service: "iam", global: true, resource: "role{path}{name}" },
  "aws:iam/user:User": { service: "iam", global: true, resource: "user{path}{name}" },
  "aws:iam/group:Group": { service: "iam", global: true, resource: "group{path}{name}" },
  "aws:iam/policy:Policy": { service: "iam", global: true, resource: "policy{path}{name}" },
  "aws:iam/instanceProfile:InstanceProfile": { service: "iam", global: true, resource: "instance-profile{path}{name}" },
  "aws:s3/bucket:Bucket": { service: "s3", global: true, ownerless: true, resource: "{bucket}" },
  "aws:s3/bucketV2:BucketV2": { service: "s3", global: true, ownerless: true, resource: "{bucket}" },
  "aws:secretsmanager/secret:Secret": { service: "secretsmanager", resource: "secret:{name}" },
  "aws:cloudwatch/logGroup:LogGroup": { service: "logs", resource: "log-group:{name}" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { service: "cloudwatch", resource: "alarm:{name}" },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": { service: "cloudwatch", resource: "alarm:{alarmName}" },
  "aws:cloudwatch/dashboard:Dashboard": { service: "cloudwatch", global: true, resource: "dashboard/{dashboardName}" },
  "aws:cloudwatch/eventRule:EventRule": { service: "events", resource: "rule/{name}" },
  "aws:cloudwatch/eventBus:EventBus": { service: "events", resource: "event-bus/{name}" },
  "aws:scheduler/schedule:Schedule": { service: "scheduler", resource: "schedule/{groupName}/{name}" },
  "aws:scheduler/scheduleGroup:ScheduleGroup": { service: "scheduler", resource: "schedule-group/{name}" },
  "aws:pipes/pipe:Pipe": { service: "pipes", resource: "pipe/{name}" },
  "aws:sfn/stateMachine:StateMachine": { service: "states", resource: "stateMachine:{name}" },
  "aws:ssm/parameter:Parameter": { service: "ssm", resource: "parameter/{name}" },
  "aws:budgets/budget:Budget": { service: "budgets", global: true, resource: "budget/{name}" },
  "aws:kinesis/stream:Stream": { service: "kinesis", resource: "stream/{name}" },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    service: "firehose",
    resource: "deliverystream/{name}",
  },
  "aws:ecr/repository:Repository": { service: "ecr", resource: "repository/{name}" },
  "aws:kms/alias:Alias": { service: "kms", resource: "{name}" },
};
const DEFAULTS: Readonly<Record<string, string>> = { path: "/", groupName: "default" };

/** The ARN that a resource's known names determine; undefined where AWS makes up a part of it. */
export function arnFor(type: string, properties: Properties, place: Place): string | undefined {
  const form = FORMS[type];
  if (form === undefined) return undefined;
  let known = true;
  const resource = form.resource.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = properties[key] ?? DEFAULTS[key];
    if (typeof value !== "string" || value === "") known = false;
    return typeof value === "string" ? value : "";
  });
  if (!known) return undefined;
  const region = form.global === true ? "" : place.region;
  const account = form.ownerless === true ? "" : place.account;
  return `arn:${place.partition}:${form.service}:${region}:${account}:${resource.replace(/\/{2,}/g, "/")}`;
}

// What AWS names with an id of its own has an ARN only after it was made: until then this stands for it.
const GENERATED: Readonly<Record<string, { service: string; resource: string }>> = {
  "aws:kms/key:Key": { service: "kms", resource: "key/" },
  "aws:lambda/eventSourceMapping:EventSourceMapping": { service: "lambda", resource: "event-source-mapping:" },
  "aws:apigateway/restApi:RestApi": { service: "apigateway", resource: "/restapis/" },
  "aws:apigatewayv2/api:Api": { service: "apigateway", resource: "/apis/" },
};

/** An ARN nobody else can have, for a resource whose real one is not known yet. */
export function opaqueArn(
  { urn = "", type }: SnapshotResource,
  { partition, account, region }: Place,
): string | undefined {
  const form = GENERATED[type];
  if (form === undefined || urn === "") return undefined;
  const owner = form.service === "apigateway" ? "" : account;
  const token = urn.replace(/[^A-Za-z0-9]+/g, "-");
  return `arn:${partition}:${form.service}:${region}:${owner}:${form.resource}${token}`;
}

/** Whether resources of a type have an ARN of their own that is told here; others may repeat that of what they belong to. */
export function hasOwnArn(type: string): boolean {
  return Object.hasOwn(FORMS, type) || Object.hasOwn(GENERATED, type);
}
