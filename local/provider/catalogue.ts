import type { ResourceType } from "./resource-type.ts";
import { apiDeployment } from "./types/apigateway-deployment.ts";
import { apiIntegration } from "./types/apigateway-integration.ts";
import { apiMethod } from "./types/apigateway-method.ts";
import { methodSettings } from "./types/apigateway-method-settings.ts";
import { apiResource } from "./types/apigateway-resource.ts";
import { restApi } from "./types/apigateway-rest-api.ts";
import { apiStage } from "./types/apigateway-stage.ts";
import { webApi } from "./types/apigatewayv2-api.ts";
import { webIntegration } from "./types/apigatewayv2-integration.ts";
import { webRoute } from "./types/apigatewayv2-route.ts";
import { webStage } from "./types/apigatewayv2-stage.ts";
import { budget } from "./types/budgets-budget.ts";
import { logGroup } from "./types/cloudwatch-log-group.ts";
import { metricAlarm } from "./types/cloudwatch-metric-alarm.ts";
import { table } from "./types/dynamodb-table.ts";
import { role } from "./types/iam-role.ts";
import { rolePolicy } from "./types/iam-role-policy.ts";
import { alias } from "./types/kms-alias.ts";
import { key } from "./types/kms-key.ts";
import { functionAlias } from "./types/lambda-alias.ts";
import { eventSourceMapping } from "./types/lambda-event-source-mapping.ts";
import { lambdaFunction } from "./types/lambda-function.ts";
import { permission } from "./types/lambda-permission.ts";
import { bucket } from "./types/s3-bucket.ts";
import { bucketEncryption } from "./types/s3-bucket-encryption.ts";
import { bucketLifecycle } from "./types/s3-bucket-lifecycle.ts";
import { bucketOwnershipControls } from "./types/s3-bucket-ownership-controls.ts";
import { bucketPolicy } from "./types/s3-bucket-policy.ts";
import { bucketPublicAccessBlock } from "./types/s3-bucket-public-access-block.ts";
import { bucketVersioning } from "./types/s3-bucket-versioning.ts";
import { secret } from "./types/secretsmanager-secret.ts";
import { secretPolicy } from "./types/secretsmanager-secret-policy.ts";
import { secretRotation } from "./types/secretsmanager-secret-rotation.ts";
import { secretVersion } from "./types/secretsmanager-secret-version.ts";
import { stateMachine } from "./types/sfn-state-machine.ts";
import { topic } from "./types/sns-topic.ts";
import { topicPolicy } from "./types/sns-topic-policy.ts";
import { queue } from "./types/sqs-queue.ts";
import { queuePolicy, redriveAllowPolicy } from "./types/sqs-queue-attribute.ts";

/** Every resource type that the embedded AWS serves. */
export const catalogue: readonly ResourceType[] = [
  alias,
  apiDeployment,
  apiIntegration,
  apiMethod,
  apiResource,
  apiStage,
  bucket,
  bucketEncryption,
  bucketLifecycle,
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketVersioning,
  budget,
  eventSourceMapping,
  functionAlias,
  key,
  lambdaFunction,
  logGroup,
  methodSettings,
  metricAlarm,
  permission,
  queue,
  queuePolicy,
  redriveAllowPolicy,
  restApi,
  role,
  rolePolicy,
  secret,
  secretPolicy,
  secretRotation,
  secretVersion,
  stateMachine,
  table,
  topic,
  topicPolicy,
  webApi,
  webIntegration,
  webRoute,
  webStage,
];

const byToken: ReadonlyMap<string, ResourceType> = new Map(catalogue.map((type) => [type.token, type]));

/** The declaration of a type token, or undefined when it is not served. */
export function typeOf(token: string): ResourceType | undefined {
  return byToken.get(token);
}

/** Why a type token is refused, and what is served instead. */
export function unservedReason(token: string): string {
  const served = [...byToken.keys()].toSorted().join(", ");
  return `the embedded AWS does not serve the resource type ${token}; it serves ${served}`;
}
