/** What an edge is, and how to take one away that crosses. */
export type EdgeKind = { readonly code: string; readonly fix: string };

type Row = { readonly type: RegExp; readonly path: RegExp; readonly code: string; readonly fix: string };

const POINT_HOME = "Point it at the stage's own resource.";

const row = (code: string, type: RegExp, path: RegExp = /./, fix: string = POINT_HOME): Row => ({
  code,
  type,
  path,
  fix,
});

// The first row that fits names the edge.
const ROWS: readonly Row[] = [
  row("event-source-destination", /:EventSourceMapping$/, /^destinationConfig/),
  row("event-source", /:EventSourceMapping$/),
  row("function-role", /:Function$/, /^role$/, "Give the function a role of its own stage."),
  row("layer", /:Function$/, /^layers/),
  row("dead-letter-target", /:Function$/, /^deadLetterConfig/),
  row("function-destination", /:FunctionEventInvokeConfig$/),
  row(
    "environment-value",
    /:(Function|StateMachine|Project|TaskDefinition)$/,
    /environment|variables/i,
    "Give the function the id of its own stage's resource.",
  ),
  row("function-permission", /lambda\/permission:Permission$/),
  row("function-url", /:FunctionUrl$/),
  row("authorizer", /:Authorizer$/),
  row("authorizer", /^aws:apigateway/, /authorizer/i),
  row("api-integration", /^aws:apigateway(v2)?\/integration:/),
  row("api-integration", /^aws:apigateway/),
  row("log-subscription", /:(LogSubscriptionFilter|LogDestination|SubscriptionFilter)$/),
  row("log-destination", /./, /accessLog|loggingConfig|logDestination|logging|logGroup/i),
  row("topic-subscription", /:TopicSubscription$/),
  row("event-target", /:EventTarget$/),
  row("event-rule", /:(EventRule|EventArchive|EventConnection|EventApiDestination)$/),
  row("pipe", /^aws:pipes\//),
  row("schedule-target", /^aws:scheduler\//),
  row("redrive", /^aws:sqs\//, /redrive/i),
  row("redrive", /:(RedrivePolicy|RedriveAllowPolicy)$/),
  row("bucket-notification", /:BucketNotification$/),
  row("replication", /Replication|GlobalTable|:TableReplica$/),
  row("replication", /./, /replica/i),
  row("secret-rotation", /:SecretRotation$/),
  row("secret-rotation", /:Secret$/, /rotation/i),
  row("state-machine", /:StateMachine$/),
  row("alarm-action", /Alarm$/, /actions/i),
  row("alarm-metric", /Alarm$/, /dimensions|metric/i),
  row("budget-subscriber", /^aws:budgets\//),
  row("encryption-key", /./, /kms|encrypt/i, "Encrypt with the stage's own key."),
  row("key-grant", /:Grant$/),
  row("parameter-value", /^aws:ssm\/parameter:/, /./, "Keep only ids of the stage's own resources in its parameters."),
  row("secret-value", /SecretVersion$/, /./, "Keep only what belongs to the stage in its secrets."),
  row("dashboard", /:Dashboard$/),
  row("assumed-role", /./, /role(arn)?$/i, "Give it a role of its own stage."),
  row("policy-attachment", /^aws:iam\//, /./, "Attach policies of the stage to principals of the stage only."),
  row("foreign-policy", /Policy$/, /./, "Keep policies in the stage of the resource they belong to."),
];
const ANY_OTHER: EdgeKind = {
  code: "carries-identifier",
  fix: "Take what names the other stage's resource out of the property.",
};

/** Which edge a property of a type makes to the resource it names. */
export function edgeKind(type: string, path: string): EdgeKind {
  return ROWS.find((each) => each.type.test(type) && each.path.test(path)) ?? ANY_OTHER;
}
