import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { SessionCredentials } from "./function-credentials.ts";

export type ClientsArgs = {
  endpoint: string;
  region: string;
  credentials: Pick<SessionCredentials, "accessKeyId" | "secretAccessKey">;
};

/** A client for every service that holds data, all with the same credentials; nothing is tried twice. */
export function clientsOf({ endpoint, region, credentials }: ClientsArgs) {
  const options = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    dynamodb: new DynamoDBClient(options),
    streams: new DynamoDBStreamsClient(options),
    sqs: new SQSClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    secrets: new SecretsManagerClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    sns: new SNSClient(options),
    kms: new KMSClient(options),
    sockets: (endpointOfApi: string) => new ApiGatewayManagementApiClient({ ...options, endpoint: endpointOfApi }),
  };
}
export type Clients = ReturnType<typeof clientsOf>;
