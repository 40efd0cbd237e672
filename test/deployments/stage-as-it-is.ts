import type { Aws } from "../../local/provider/aws.ts";

/** Of a function's configuration, what says when or how often it was made rather than what it does. */
const MADE = new Set(["$metadata", "LastModified", "RevisionId", "FunctionArn", "Version"]);
const WIRING = ["AlarmName", "MetricName", "Threshold", "AlarmActions", "OKActions", "ActionsEnabled"] as const;
const QUEUE = ["VisibilityTimeout", "RedrivePolicy", "Policy"] as const;

export type StageAsItIs = Readonly<Record<"functions" | "policies" | "alarms" | "queue", unknown>>;

/** What the preview stage is made of, to be compared: live aliases with what they lead to, unpublished code, roles' policies, alarms, queue. */
export async function stageAsItIs(aws: Aws): Promise<StageAsItIs> {
  const { Functions = [] } = await aws.lambda.listFunctions({ MaxItems: 200 });
  const names = Functions.flatMap(({ FunctionName = "" }) => (/-preview$/.test(FunctionName) ? [FunctionName] : []));
  const functions = names.toSorted().map(async (FunctionName) => {
    const alias = await aws.lambda.getAlias({ FunctionName, Name: "live" });
    const [live, unpublished] = await Promise.all(
      [alias.FunctionVersion, "$LATEST"].map(async (Qualifier) =>
        without(await aws.lambda.getFunctionConfiguration({ FunctionName, Qualifier }), MADE),
      ),
    );
    const { FunctionVersion: version, RoutingConfig } = alias;
    return [FunctionName, { version, weights: RoutingConfig?.AdditionalVersionWeights ?? {}, live, unpublished }];
  });
  const { Roles = [] } = await aws.iam.listRoles({});
  const roles = Roles.map(({ RoleName = "" }) => RoleName).filter((name) => name.includes("preview"));
  const policies = roles.toSorted().map(async (RoleName) => {
    const { PolicyNames = [] } = await aws.iam.listRolePolicies({ RoleName });
    const documents = PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument = "" } = await aws.iam.getRolePolicy({ RoleName, PolicyName });
      return [PolicyName, JSON.parse(decodeURIComponent(PolicyDocument))];
    });
    return [RoleName, Object.fromEntries(await Promise.all(documents))];
  });
  const { MetricAlarms = [] } = await aws.cloudwatch.describeAlarms({ MaxRecords: 100 });
  const alarms = MetricAlarms.map((alarm) => WIRING.map((name) => alarm[name]));
  const { QueueUrl } = await aws.sqs.getQueueUrl({ QueueName: "atlas-codex-queue-preview" });
  const { Attributes = {} } = await aws.sqs.getQueueAttributes({ QueueUrl, AttributeNames: [...QUEUE] });
  return {
    functions: Object.fromEntries(await Promise.all(functions)),
    policies: Object.fromEntries(await Promise.all(policies)),
    alarms: alarms.toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
    queue: Attributes,
  };
}

function without(value: object, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
}
