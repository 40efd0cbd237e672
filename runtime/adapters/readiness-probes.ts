import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { Failure } from "../domain/failure.ts";
import { calling } from "./aws-failure.ts";
import type { SecretReader } from "./secret-cache.ts";

/** One look at something the service needs; throws when it is not there, answers with what it saw otherwise. */
export type Probe = (signal: AbortSignal) => Promise<string | undefined>;

const USABLE: ReadonlySet<string> = new Set(["ACTIVE", "UPDATING"]);

/** Asks for the table's state; throws when it cannot be read or written now. */
export function tableProbe({ client, table }: { client: DynamoDBClient; table: string }): Probe {
  const command = new DescribeTableCommand({ TableName: table });
  return (signal) =>
    calling(
      "looking at the jobs table",
      async () => {
        const { Table } = await client.send(command, { abortSignal: signal });
        const state = Table?.TableStatus ?? "unknown";
        if (!USABLE.has(state)) throw new Failure("unavailable", `The table is ${state}.`);
        return state;
      },
      signal,
    );
}

/** Asks the queue how much waits in it. */
export function queueProbe({ client, queueUrl }: { client: SQSClient; queueUrl: string }): Probe {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ["ApproximateNumberOfMessages"],
  });
  return (signal) =>
    calling(
      "reading the queue",
      async () => {
        const { Attributes } = await client.send(command, { abortSignal: signal });
        return `${Attributes?.ApproximateNumberOfMessages ?? "unknown"} waiting`;
      },
      signal,
    );
}

/** Asks for the bucket's head. */
export function bucketProbe({ client, bucket }: { client: S3Client; bucket: string }): Probe {
  const command = new HeadBucketCommand({ Bucket: bucket });
  return (signal) =>
    calling(
      "reaching the bucket",
      async () => {
        await client.send(command, { abortSignal: signal });
        return undefined;
      },
      signal,
    );
}

/** Reads secrets past any cache; what they hold is not told. */
export function secretsProbe({ read, ids }: { read: SecretReader; ids: readonly string[] }): Probe {
  return async (signal) => {
    await Promise.all(ids.map((id) => read({ id, stage: "AWSCURRENT" }, signal)));
    return `${ids.length} readable`;
  };
}
