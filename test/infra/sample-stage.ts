import type { Reach } from "../../infra/policy.ts";
import type { RoleArns } from "../../infra/resource-policy.ts";
import { FUNCTION_NAMES } from "../../runtime/domain/environment.ts";

export const ACCOUNT = "111122223333";
export const REGION = "us-west-2";
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;

/** The ARNs of a stage that was never deployed. */
export const REACH: Reach = {
  jobs: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/jobs`,
  jobsStream: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/jobs/stream/2026`,
  submissions: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/submissions`,
  connections: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/connections`,
  operations: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/operations`,
  queue: `arn:aws:sqs:${REGION}:${ACCOUNT}:queue`,
  bucket: "arn:aws:s3:::artifacts",
  masterKey: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:master`,
  openaiKey: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:openai`,
  providerKeys: [`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:openrouter`],
  socketApi: `arn:aws:execute-api:${REGION}:${ACCOUNT}:socket/preview`,
};

export const ROLES = Object.fromEntries(
  FUNCTION_NAMES.map((name) => [name, `arn:aws:iam::${ACCOUNT}:role/atlas-codex-preview-${REGION}-${name}`]),
) as RoleArns;
