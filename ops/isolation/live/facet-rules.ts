import { type FacetRule, part, thing } from "./facet-rule.ts";

/** Every type that is listed live, with what of it is compared with the state. */
export const FACET_RULES: Readonly<Record<string, FacetRule>> = {
  "aws:iam/role:Role": thing("role", ["assumeRolePolicy", "permissionsBoundary"]),
  "aws:iam/user:User": thing("user", ["permissionsBoundary"]),
  "aws:iam/group:Group": thing("group"),
  "aws:iam/policy:Policy": thing("policy", ["policy"]),
  "aws:iam/rolePolicy:RolePolicy": part("role", "role", "inline policy", { key: ["name"], compare: ["policy"] }),
  "aws:iam/userPolicy:UserPolicy": part("user", "user", "inline policy", { key: ["name"], compare: ["policy"] }),
  "aws:iam/groupPolicy:GroupPolicy": part("group", "group", "inline policy", { key: ["name"], compare: ["policy"] }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": part("role", "role", "attached policy", { key: ["policyArn"] }),
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": part("user", "user", "attached policy", { key: ["policyArn"] }),
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": part("group", "group", "attached policy", {
    key: ["policyArn"],
  }),
  "aws:iam/userGroupMembership:UserGroupMembership": part("user", "user", "groups", { compare: ["groups"] }),

  "aws:lambda/function:Function": thing(
    "function",
    [
      ...["role", "environment.variables", "layers", "kmsKeyArn", "deadLetterConfig.targetArn"],
      ...["fileSystemConfig.arn", "loggingConfig.logGroup"],
    ],
    ["role"],
  ),
  "aws:lambda/permission:Permission": part("function", "function", "permission", {
    key: ["statementId", "qualifier"],
    compare: [
      ...["action", "principal", "sourceArn", "sourceAccount", "principalOrgId", "eventSourceToken"],
      "functionUrlAuthType",
    ],
  }),
  "aws:lambda/eventSourceMapping:EventSourceMapping": part("function", "functionArn", "event source", {
    key: ["eventSourceArn"],
    compare: ["destinationConfig", "kmsKeyArn"],
    anchors: ["eventSourceArn"],
  }),
  "aws:lambda/functionUrl:FunctionUrl": part("function", "functionName", "URL", {
    key: ["functionUrl"],
    compare: ["authorizationType"],
  }),
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": part("function", "functionName", "destinations", {
    compare: ["destinationConfig.onFailure.destination", "destinationConfig.onSuccess.destination"],
  }),
  "aws:lambda/alias:Alias": part("function", "functionName", "alias", { key: ["name"] }),
  "aws:lambda/layerVersion:LayerVersion": thing("layer"),
  "aws:lambda/layerVersionPermission:LayerVersionPermission": part("layer", "layerName", "policy", {
    key: ["versionNumber"],
  }),

  "aws:dynamodb/table:Table": thing("table", ["serverSideEncryption.kmsKeyArn", "replicas"]),
  "aws:dynamodb/resourcePolicy:ResourcePolicy": part("table", "resourceArn", "resource policy", {
    key: ["resourceArn"],
    compare: ["policy"],
  }),
  "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination": part("table", "tableName", "stream copy", {
    key: ["streamArn"],
  }),

  "aws:sqs/queue:Queue": thing("queue", ["policy", "redrivePolicy", "redriveAllowPolicy", "kmsMasterKeyId"]),

  "aws:s3/bucket:Bucket": thing("bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": part("bucket", "bucket", "policy", { compare: ["policy"] }),
  "aws:s3/bucketNotification:BucketNotification": part("bucket", "bucket", "notifications", {
    compare: ["queues[].queueArn", "topics[].topicArn", "lambdaFunctions[].lambdaFunctionArn", "eventbridge"],
  }),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": part("bucket", "bucket", "replication", {
    compare: ["role", "rules[].destination.bucket"],
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": part(
    ...(["bucket", "bucket", "encryption"] as const),
    { compare: ["rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId"], onlyDeclared: true },
  ),
  "aws:s3/bucketLogging:BucketLogging": part("bucket", "bucket", "access log", { compare: ["targetBucket"] }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": part("bucket", "bucket", "public access block", {
    compare: ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
    onlyDeclared: true,
  }),

  "aws:secretsmanager/secret:Secret": thing("secret", ["policy", "kmsKeyId"]),
  "aws:secretsmanager/secretRotation:SecretRotation": part("secret", "secretId", "rotation", {
    compare: ["rotationLambdaArn"],
  }),
  "aws:secretsmanager/secretVersion:SecretVersion": part("secret", "secretId", "value", { onlyDeclared: true }),

  "aws:kms/key:Key": thing("key", ["policy"]),
  "aws:kms/grant:Grant": part("key", "keyId", "grant", {
    key: ["grantId"],
    compare: ["granteePrincipal", "retiringPrincipal", "operations"],
  }),
  "aws:kms/alias:Alias": part("key", "targetKeyId", "alias", { key: ["name"] }),

  "aws:sns/topic:Topic": thing("topic", ["policy", "kmsMasterKeyId"]),
  "aws:sns/topicSubscription:TopicSubscription": part("topic", "topic", "subscription", {
    key: ["protocol", "endpoint"],
    anchors: ["endpoint"],
  }),

  "aws:cloudwatch/logGroup:LogGroup": thing("log group", ["kmsKeyId"]),
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": part("log group", "logGroup", "subscription", {
    key: ["name"],
    compare: ["destinationArn", "roleArn"],
    anchors: ["destinationArn"],
  }),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": thing("log policy", ["policyDocument"]),
  "aws:cloudwatch/logDestination:LogDestination": thing("log destination", ["targetArn", "roleArn", "accessPolicy"]),

  "aws:cloudwatch/eventBus:EventBus": thing("event bus"),
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": part("event bus", "eventBusName", "policy", { compare: ["policy"] }),
  "aws:cloudwatch/eventRule:EventRule": thing("rule", ["roleArn", "eventBusName"]),
  "aws:cloudwatch/eventTarget:EventTarget": part("rule", "rule", "target", {
    key: ["targetId"],
    compare: ["arn", "roleArn", "deadLetterConfig.arn"],
    anchors: ["arn"],
  }),
  "aws:scheduler/schedule:Schedule": thing(
    "schedule",
    ["target.arn", "target.roleArn", "target.deadLetterConfig.arn"],
    ["target.arn", "target.roleArn"],
  ),

  "aws:apigateway/restApi:RestApi": thing("API", ["policy"]),
  "aws:apigateway/method:Method": part("API", "restApi", "method", {
    key: ["resourceId", "httpMethod"],
    compare: ["authorization", "authorizerId"],
  }),
  "aws:apigateway/integration:Integration": part("API", "restApi", "integration", {
    key: ["resourceId", "httpMethod"],
    compare: ["type", "uri", "credentials"],
    anchors: ["uri"],
  }),
  "aws:apigateway/authorizer:Authorizer": part("API", "restApi", "authorizer", {
    key: ["name"],
    compare: ["authorizerUri", "authorizerCredentials", "providerArns"],
  }),
  "aws:apigateway/stage:Stage": part("API", "restApi", "stage", {
    key: ["stageName"],
    compare: ["accessLogSettings.destinationArn", "variables"],
  }),
  "aws:apigatewayv2/api:Api": thing("API"),
  "aws:apigatewayv2/integration:Integration": part("API", "apiId", "integration", {
    key: ["id"],
    compare: ["integrationUri", "credentialsArn"],
    anchors: ["integrationUri"],
  }),
  "aws:apigatewayv2/route:Route": part("API", "apiId", "route", {
    key: ["routeKey"],
    compare: ["target", "authorizerId"],
  }),
  "aws:apigatewayv2/authorizer:Authorizer": part("API", "apiId", "authorizer", {
    key: ["id"],
    compare: ["authorizerUri", "authorizerCredentialsArn"],
  }),
  "aws:apigatewayv2/stage:Stage": part("API", "apiId", "stage", {
    key: ["name"],
    compare: ["accessLogSettings.destinationArn", "stageVariables"],
  }),

  "aws:ssm/parameter:Parameter": thing("parameter", ["value", "type"]),
  "aws:cloudwatch/metricAlarm:MetricAlarm": thing(
    "alarm",
    ["alarmActions", "okActions", "insufficientDataActions"],
    ["alarmActions[]", "okActions[]", "insufficientDataActions[]"],
  ),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": thing(
    "alarm",
    ["alarmActions", "okActions", "insufficientDataActions"],
    ["alarmActions[]", "okActions[]", "insufficientDataActions[]"],
  ),
  "aws:budgets/budget:Budget": thing("budget", ["notifications[].subscriberSnsTopicArns"]),
  "aws:budgets/budgetAction:BudgetAction": part("budget", "budgetName", "action", {
    key: ["actionId"],
    compare: ["executionRoleArn"],
  }),
  "aws:sfn/stateMachine:StateMachine": thing("state machine", ["roleArn", "definition"]),
};
