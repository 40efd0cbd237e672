import {
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type AccountArgs, type LiveResource, live, tagRecord } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Buckets of ours with who may use them and where they send events, copies and logs. */
export async function readS3({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new S3Client({ ...options, forcePathStyle: true });
  const buckets = await asking.all({
    permission: "s3:ListAllMyBuckets",
    send: (ContinuationToken, abortSignal) =>
      client.send(new ListBucketsCommand(ContinuationToken === undefined ? {} : { ContinuationToken }), {
        abortSignal,
      }),
    items: ({ Buckets }) => Buckets,
    next: ({ ContinuationToken }) => ContinuationToken,
  });
  const names = buckets.flatMap(({ Name }) => (Name !== undefined && ours({ name: Name }) ? [Name] : []));
  const found = await inFlight(names, async (name) => {
    const Bucket = name;
    const arn = `arn:aws:s3:::${name}`;
    const ask = <Answer>(permission: string, none: string, send: (signal: AbortSignal) => Promise<Answer>) =>
      asking.one({ permission, on: name, none: [none, "NoSuchBucket"], send });
    const [tagging, policy, notification, replication, encryption, logging, block] = await Promise.all([
      ask("s3:GetBucketTagging", "NoSuchTagSet", (abortSignal) =>
        client.send(new GetBucketTaggingCommand({ Bucket }), { abortSignal }),
      ),
      ask("s3:GetBucketPolicy", "NoSuchBucketPolicy", (abortSignal) =>
        client.send(new GetBucketPolicyCommand({ Bucket }), { abortSignal }),
      ),
      ask("s3:GetBucketNotification", "", (abortSignal) =>
        client.send(new GetBucketNotificationConfigurationCommand({ Bucket }), { abortSignal }),
      ),
      ask("s3:GetReplicationConfiguration", "ReplicationConfigurationNotFoundError", (abortSignal) =>
        client.send(new GetBucketReplicationCommand({ Bucket }), { abortSignal }),
      ),
      ask("s3:GetEncryptionConfiguration", "ServerSideEncryptionConfigurationNotFoundError", (abortSignal) =>
        client.send(new GetBucketEncryptionCommand({ Bucket }), { abortSignal }),
      ),
      ask("s3:GetBucketLogging", "", (abortSignal) =>
        client.send(new GetBucketLoggingCommand({ Bucket }), { abortSignal }),
      ),
      ask("s3:GetBucketPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration", (abortSignal) =>
        client.send(new GetPublicAccessBlockCommand({ Bucket }), { abortSignal }),
      ),
    ]);
    const beside = (type: string, properties: Record<string, unknown> | undefined): LiveResource[] =>
      properties === undefined ? [] : [live(type, { name, id: name }, { bucket: name, ...properties })];
    const target = logging?.LoggingEnabled?.TargetBucket;
    const copies = replication?.ReplicationConfiguration;
    const encrypted = encryption?.ServerSideEncryptionConfiguration?.Rules;
    const blocked = block?.PublicAccessBlockConfiguration;
    return [
      live("aws:s3/bucket:Bucket", { name, id: name, arn, tags: tagRecord(tagging?.TagSet) }, { arn, bucket: name }),
      ...beside(
        "aws:s3/bucketPolicy:BucketPolicy",
        policy?.Policy === undefined ? undefined : { policy: policy.Policy },
      ),
      ...beside("aws:s3/bucketNotification:BucketNotification", notified(notification)),
      ...beside(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        copies && {
          role: copies.Role,
          rules: (copies.Rules ?? []).map(({ Destination }) => ({ destination: { bucket: Destination?.Bucket } })),
        },
      ),
      ...beside(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        encrypted && {
          rules: encrypted.map(({ ApplyServerSideEncryptionByDefault: by }) => ({
            applyServerSideEncryptionByDefault: { kmsMasterKeyId: by?.KMSMasterKeyID, sseAlgorithm: by?.SSEAlgorithm },
          })),
        },
      ),
      ...beside("aws:s3/bucketLogging:BucketLogging", target === undefined ? undefined : { targetBucket: target }),
      ...beside(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blocked && {
          ...{ blockPublicAcls: blocked.BlockPublicAcls, blockPublicPolicy: blocked.BlockPublicPolicy },
          ...{ ignorePublicAcls: blocked.IgnorePublicAcls, restrictPublicBuckets: blocked.RestrictPublicBuckets },
        },
      ),
    ];
  });
  client.destroy();
  return found.flat();
}

type Notification = {
  QueueConfigurations?: { QueueArn?: string | undefined }[] | undefined;
  TopicConfigurations?: { TopicArn?: string | undefined }[] | undefined;
  LambdaFunctionConfigurations?: { LambdaFunctionArn?: string | undefined }[] | undefined;
  EventBridgeConfiguration?: object | undefined;
};

function notified(notification: Notification | undefined): Record<string, unknown> | undefined {
  const queues = (notification?.QueueConfigurations ?? []).map(({ QueueArn }) => ({ queueArn: QueueArn }));
  const topics = (notification?.TopicConfigurations ?? []).map(({ TopicArn }) => ({ topicArn: TopicArn }));
  const lambdaFunctions = (notification?.LambdaFunctionConfigurations ?? []).map(({ LambdaFunctionArn }) => ({
    lambdaFunctionArn: LambdaFunctionArn,
  }));
  const eventbridge = notification?.EventBridgeConfiguration === undefined ? undefined : true;
  if (queues.length + topics.length + lambdaFunctions.length === 0 && eventbridge === undefined) return undefined;
  return { queues, topics, lambdaFunctions, eventbridge };
}
