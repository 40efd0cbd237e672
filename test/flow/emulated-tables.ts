import { randomUUID } from "node:crypto";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { inject } from "vitest";

/** How a test's own clients reach the embedded AWS. */
export function emulatedOptions() {
  return {
    endpoint: inject("emulatorEndpoint"),
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
}

/** A table of the test's own, with one string as its key. */
export async function emulatedTable(
  key: string,
  more: Partial<CreateTableCommandInput> & { attributes?: readonly string[] } = {},
): Promise<{ client: DynamoDBClient; name: string; drop: () => Promise<void> }> {
  const { attributes = [], ...rest } = more;
  const client = new DynamoDBClient(emulatedOptions());
  const name = `test-${key}-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
      AttributeDefinitions: [key, ...attributes].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      BillingMode: "PAY_PER_REQUEST",
      ...rest,
    }),
  );
  return { client, name, drop: async () => void (await client.send(new DeleteTableCommand({ TableName: name }))) };
}

/** A bucket of the test's own. */
export async function emulatedBucket(): Promise<{ client: S3Client; bucket: string }> {
  const client = new S3Client({ ...emulatedOptions(), forcePathStyle: true });
  const bucket = `test-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { client, bucket };
}

/** What a table of jobs has beside its key: the index by which jobs are listed. */
export const LISTED = {
  attributes: ["listedUnder", "listedAt"],
  GlobalSecondaryIndexes: [
    {
      IndexName: "listed",
      KeySchema: [
        { AttributeName: "listedUnder", KeyType: "HASH" },
        { AttributeName: "listedAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
} satisfies Parameters<typeof emulatedTable>[1];
