import type { ResourceType } from "./resource-type.ts";
import { apiDeployment } from "./types/apigateway-deployment.ts";
import { apiIntegration } from "./types/apigateway-integration.ts";
import { apiMethod } from "./types/apigateway-method.ts";
import { apiResource } from "./types/apigateway-resource.ts";
import { restApi } from "./types/apigateway-rest-api.ts";
import { apiStage } from "./types/apigateway-stage.ts";
import { webApi } from "./types/apigatewayv2-api.ts";
import { webIntegration } from "./types/apigatewayv2-integration.ts";
import { webRoute } from "./types/apigatewayv2-route.ts";
import { webStage } from "./types/apigatewayv2-stage.ts";
import { logGroup } from "./types/cloudwatch-log-group.ts";
import { table } from "./types/dynamodb-table.ts";
import { role } from "./types/iam-role.ts";
import { rolePolicy } from "./types/iam-role-policy.ts";
import { eventSourceMapping } from "./types/lambda-event-source-mapping.ts";
import { lambdaFunction } from "./types/lambda-function.ts";
import { permission } from "./types/lambda-permission.ts";
import { bucket } from "./types/s3-bucket.ts";
import { bucketEncryption } from "./types/s3-bucket-encryption.ts";
import { bucketLifecycle } from "./types/s3-bucket-lifecycle.ts";
import { bucketPublicAccessBlock } from "./types/s3-bucket-public-access-block.ts";
import { bucketVersioning } from "./types/s3-bucket-versioning.ts";
import { secret } from "./types/secretsmanager-secret.ts";
import { secretVersion } from "./types/secretsmanager-secret-version.ts";
import { queue } from "./types/sqs-queue.ts";

/** Every resource type that the embedded AWS serves. */
export const catalogue: readonly ResourceType[] = [
  apiDeployment,
  apiIntegration,
  apiMethod,
  apiResource,
  apiStage,
  bucket,
  bucketEncryption,
  bucketLifecycle,
  bucketPublicAccessBlock,
  bucketVersioning,
  eventSourceMapping,
  lambdaFunction,
  logGroup,
  permission,
  queue,
  restApi,
  role,
  rolePolicy,
  secret,
  secretVersion,
  table,
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
