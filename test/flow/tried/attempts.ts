import { PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DecryptCommand, GenerateDataKeyCommand } from "@aws-sdk/client-kms";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { PublishCommand } from "@aws-sdk/client-sns";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Attempt } from "./attempt.ts";
import { TABLE_ATTEMPTS } from "./table-attempts.ts";
import { OBJECT, type TriedResource } from "./tried-resource.ts";

const STREAM = "tried";
const VERSION = "7271ed00-0000-4000-8000-000000000000";
/** Every action on data, by what it is on. */
export const ATTEMPTS: Record<TriedResource["kind"], readonly Attempt[]> = {
  ...TABLE_ATTEMPTS,
  queue: [
    {
      action: "sqs:SendMessage",
      send: (c, r) =>
        c.sqs.send(new SendMessageCommand({ QueueUrl: r.name, MessageBody: "tried", DelaySeconds: 9999 })),
    },
    {
      action: "sqs:ReceiveMessage",
      send: (c, r) => c.sqs.send(new ReceiveMessageCommand({ QueueUrl: r.name, MaxNumberOfMessages: 99 })),
    },
    {
      action: "sqs:ChangeMessageVisibility",
      send: (c, r) =>
        c.sqs.send(
          new ChangeMessageVisibilityCommand({ QueueUrl: r.name, ReceiptHandle: "tried", VisibilityTimeout: 0 }),
        ),
    },
    {
      action: "sqs:DeleteMessage",
      send: (c, r) => c.sqs.send(new DeleteMessageCommand({ QueueUrl: r.name, ReceiptHandle: "tried" })),
    },
    {
      action: "sqs:GetQueueAttributes",
      send: (c, r) => c.sqs.send(new GetQueueAttributesCommand({ QueueUrl: r.name, AttributeNames: ["QueueArn"] })),
    },
  ],
  bucket: [
    {
      action: "s3:ListBucket",
      send: (c, r) => c.s3.send(new ListObjectsV2Command({ Bucket: r.name, MaxKeys: 1 })),
    },
    {
      ...{ action: "s3:GetObject", below: `/${OBJECT}` },
      send: (c, r) => c.s3.send(new GetObjectCommand({ Bucket: r.name, Key: OBJECT })),
    },
    {
      ...{ action: "s3:PutObject", below: `/${OBJECT}` },
      send: (c, r) => c.s3.send(new PutObjectCommand({ Bucket: r.name, Key: OBJECT, Body: "tried" })),
    },
    {
      ...{ action: "s3:DeleteObject", below: `/${OBJECT}-none` },
      send: (c, r) => c.s3.send(new DeleteObjectCommand({ Bucket: r.name, Key: `${OBJECT}-none` })),
    },
  ],
  secret: [
    {
      action: "secretsmanager:GetSecretValue",
      send: (c, r) => c.secrets.send(new GetSecretValueCommand({ SecretId: r.arn })),
    },
    {
      action: "secretsmanager:DescribeSecret",
      send: (c, r) => c.secrets.send(new DescribeSecretCommand({ SecretId: r.arn })),
    },
    {
      action: "secretsmanager:PutSecretValue",
      // A version that no label in use leads to.
      send: (c, r) =>
        c.secrets.send(
          new PutSecretValueCommand({
            ...{ SecretId: r.arn, SecretString: "tried", VersionStages: ["TRIED"] },
            ClientRequestToken: VERSION,
          }),
        ),
    },
    {
      action: "secretsmanager:UpdateSecretVersionStage",
      send: (c, r) =>
        c.secrets.send(
          new UpdateSecretVersionStageCommand({
            SecretId: r.arn,
            VersionStage: "TRIED",
            MoveToVersionId: crypto.randomUUID(),
          }),
        ),
    },
  ],
  function: [
    {
      action: "lambda:InvokeFunction",
      send: (c, r) => c.lambda.send(new InvokeCommand({ FunctionName: r.name, InvocationType: "DryRun" })),
    },
  ],
  "log group": [
    {
      ...{ action: "logs:CreateLogStream", elsewhere: true, below: `:log-stream:${STREAM}` },
      send: (c, r, part) =>
        c.logs.send(new CreateLogStreamCommand({ logGroupName: r.name, logStreamName: `${STREAM}-${part}` })),
    },
    {
      ...{ action: "logs:PutLogEvents", elsewhere: true, below: `:log-stream:${STREAM}-none` },
      send: (c, r) =>
        c.logs.send(
          new PutLogEventsCommand({
            ...{ logGroupName: r.name, logStreamName: `${STREAM}-none` },
            logEvents: [{ timestamp: Date.now(), message: "tried" }],
          }),
        ),
    },
  ],
  topic: [
    {
      action: "sns:Publish",
      send: (c, r) => c.sns.send(new PublishCommand({ TopicArn: r.arn, Message: "" })),
    },
  ],
  key: [
    {
      action: "kms:GenerateDataKey",
      send: (c, r) => c.kms.send(new GenerateDataKeyCommand({ KeyId: r.arn, KeySpec: "AES_256" })),
    },
    {
      action: "kms:Decrypt",
      send: (c, r) => c.kms.send(new DecryptCommand({ KeyId: r.arn, CiphertextBlob: r.ciphertext })),
    },
  ],
  sockets: [
    {
      ...{ action: "execute-api:ManageConnections", below: "/POST/@connections/tried" },
      send: (c, r) => c.sockets(r.name).send(new PostToConnectionCommand({ ConnectionId: "tried", Data: "{}" })),
    },
  ],
};
