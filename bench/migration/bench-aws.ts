import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  paginateScan,
  UpdateContinuousBackupsCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { operatorCredentials } from "../../local/emulator/credentials.ts";
import { startEmulator } from "../../local/emulator/emulator.ts";
import { cacheFolder, folderAt } from "../../local/folder.ts";
import type { Item } from "../../runtime/migrating/ports.ts";

const REGION = "us-west-2";
const BATCH = 25;
const BATCHES_AT_ONCE = 4;

/** An embedded AWS for one row alone, with nothing deployed in it. */
export type BenchAws = {
  readonly endpoint: string;
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly bucket: string;
  stop(): Promise<void>;
};

/** What a process of the row's own needs in its environment to reach the embedded AWS. */
export function awsEnvironment({ endpoint }: Pick<BenchAws, "endpoint">): Record<string, string> {
  return {
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: REGION },
    ...{
      AWS_ACCESS_KEY_ID: operatorCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: operatorCredentials.secretAccessKey,
    },
  };
}

/** Starts the emulator in a folder of its own and makes a bucket in it. */
export async function startBenchAws(signal: AbortSignal): Promise<BenchAws> {
  const folder = folderAt(await mkdtemp(join(tmpdir(), "atlas-codex-bench-")));
  const emulator = await startEmulator({
    ...{ stateDir: folder.state, cacheDir: cacheFolder(), logFile: folder.emulatorLog },
    ...{ report: () => undefined, signal },
  });
  const options = { endpoint: emulator.endpoint, region: REGION, credentials: operatorCredentials };
  const dynamo = new DynamoDBClient(options);
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  const stop = async () => {
    dynamo.destroy();
    s3.destroy();
    await emulator.stop();
    await rm(folder.root, { recursive: true, force: true });
  };
  try {
    const bucket = "bench-artifacts";
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    return { endpoint: emulator.endpoint, dynamo, s3, bucket, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a table as a stage's jobs table is: key, index by which jobs are listed, point-in-time recovery. */
export async function makeJobsTable({ dynamo, name }: { dynamo: DynamoDBClient; name: string }): Promise<void> {
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: ["id", "listedUnder", "listedAt"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
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
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await dynamo.send(new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification }));
}

/** Makes a table as a stage's operations table is. */
export async function makeOperationsTable({ dynamo, name }: { dynamo: DynamoDBClient; name: string }): Promise<void> {
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [
        { AttributeName: "run", KeyType: "HASH" },
        { AttributeName: "entry", KeyType: "RANGE" },
      ],
      AttributeDefinitions: ["run", "entry"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
}

/** Removes a table with all it holds. */
export async function dropTable({ dynamo, name }: { dynamo: DynamoDBClient; name: string }): Promise<void> {
  await dynamo.send(new DeleteTableCommand({ TableName: name }));
}

/** Puts items, 25 a request; throws when the table leaves one out. */
export async function putAll(
  { dynamo, name, items }: { dynamo: DynamoDBClient; name: string; items: readonly Item[] },
  signal: AbortSignal,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) =>
    items.slice(at * BATCH, (at + 1) * BATCH),
  );
  const worker = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const requests = batch.map((item): WriteRequest => ({ PutRequest: { Item: item } }));
      const answer = await dynamo.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }), {
        abortSignal: signal,
      });
      if (Object.keys(answer.UnprocessedItems ?? {}).length > 0) throw new Error(`${name} did not take all items.`);
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, worker));
}

/** Every item of a table, read consistently. */
export async function allItems({ dynamo: client, name }: { dynamo: DynamoDBClient; name: string }): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  return items;
}
