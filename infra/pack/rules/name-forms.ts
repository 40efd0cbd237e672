export type NameForm = {
  /** The property that holds the physical name. */
  readonly property: string;
  /** What the name may look like: `{stage}`, `{what}`, `{region}`, `{unique}` and `{path}` are blanks. */
  readonly forms: readonly string[];
};

/** How a thing of a stage is named where nothing else is said. */
export const OWN_FORM: readonly string[] = ["atlas-codex-{what}-{stage}", "atlas-codex-{stage}"];

const own = (property: string): NameForm => ({ property, forms: OWN_FORM });

/**
 * Where the physical name is and what it looks like, by type; `nameless` types live inside something that is named, or
 * have no name in the account. The S3 bucket is the one thing that is told apart by a unique ending, because bucket names
 * are shared with the whole world.
 */
export const NAME_FORMS: Readonly<Record<string, NameForm | "nameless">> = {
  "aws:s3/bucket:Bucket": { property: "bucket", forms: ["atlas-codex-{what}-{unique}", "atlas-codex-{what}-{stage}"] },
  "aws:iam/role:Role": { property: "name", forms: ["atlas-codex-{stage}-{region}-{what}"] },
  "aws:iam/policy:Policy": { property: "name", forms: ["atlas-codex-{stage}-{region}-{what}", ...OWN_FORM] },
  "aws:cloudwatch/logGroup:LogGroup": {
    property: "name",
    forms: [
      "/aws/lambda/atlas-codex-{what}-{stage}",
      "/aws/apigateway/atlas-codex-{what}-{stage}",
      "/aws/apigateway/atlas-codex-{stage}",
      "/aws/vendedlogs/{path}/atlas-codex-{what}-{stage}",
      "/aws/vendedlogs/atlas-codex-{what}-{stage}",
      ...OWN_FORM,
    ],
  },
  "aws:apigateway/restApi:RestApi": { property: "name", forms: ["atlas-codex-{stage}"] },
  "aws:apigateway/stage:Stage": { property: "stageName", forms: ["{stage}"] },
  "aws:apigatewayv2/stage:Stage": { property: "name", forms: ["{stage}"] },
  "aws:kms/alias:Alias": { property: "name", forms: ["alias/atlas-codex-{what}-{stage}", "alias/atlas-codex-{stage}"] },
  "aws:ssm/parameter:Parameter": { property: "name", forms: ["/atlas-codex/{stage}/{path}", ...OWN_FORM] },
  "aws:sqs/queue:Queue": { property: "name", forms: [...OWN_FORM, "atlas-codex-{what}-{stage}.fifo"] },
  "aws:sns/topic:Topic": { property: "name", forms: [...OWN_FORM, "atlas-codex-{what}-{stage}.fifo"] },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": own("alarmName"),
  "aws:cloudwatch/dashboard:Dashboard": own("dashboardName"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": own("policyName"),
  "aws:lambda/layerVersion:LayerVersion": own("layerName"),
  "aws:lambda/alias:Alias": "nameless",
  "aws:iam/rolePolicy:RolePolicy": "nameless",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": "nameless",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": "nameless",
  "aws:apigateway/authorizer:Authorizer": "nameless",
  "aws:apigateway/requestValidator:RequestValidator": "nameless",
  "aws:apigateway/model:Model": "nameless",
  "aws:apigatewayv2/authorizer:Authorizer": "nameless",
  "aws:apigatewayv2/model:Model": "nameless",
};
