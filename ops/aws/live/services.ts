import type { ServiceReader } from "./account.ts";
import { readBudgets } from "./budgets.ts";
import { readCloudwatch } from "./cloudwatch.ts";
import { readDynamodb } from "./dynamodb.ts";
import { readEvents } from "./events.ts";
import { readIam } from "./iam.ts";
import { readKms } from "./kms.ts";
import { readLambda } from "./lambda.ts";
import { readLogs } from "./logs.ts";
import { readRestApis } from "./rest-apis.ts";
import { readS3 } from "./s3.ts";
import { readScheduler } from "./scheduler.ts";
import { readSecrets } from "./secretsmanager.ts";
import { readSns } from "./sns.ts";
import { readSocketApis } from "./socket-apis.ts";
import { readSqs } from "./sqs.ts";
import { readSsm } from "./ssm.ts";
import { readStates } from "./states.ts";

/** Every service that is listed, by itself: the tagging API leaves several of them out. */
export const SERVICES: readonly (readonly [name: string, read: ServiceReader])[] = [
  ["iam", readIam],
  ["lambda", readLambda],
  ["dynamodb", readDynamodb],
  ["sqs", readSqs],
  ["s3", readS3],
  ["secretsmanager", readSecrets],
  ["kms", readKms],
  ["sns", readSns],
  ["logs", readLogs],
  ["events", readEvents],
  ["scheduler", readScheduler],
  ["apigateway", readRestApis],
  ["apigatewayv2", readSocketApis],
  ["ssm", readSsm],
  ["cloudwatch", readCloudwatch],
  ["budgets", readBudgets],
  ["states", readStates],
];
