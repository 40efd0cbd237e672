import { DescribeStreamCommand, GetShardIteratorCommand } from "@aws-sdk/client-dynamodb-streams";
import { EncryptCommand } from "@aws-sdk/client-kms";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { Snapshot, SnapshotResource } from "../../../ops/checks/isolation/snapshot.ts";
import type { Clients } from "./clients.ts";
import { OBJECT, type TriedResource } from "./tried-resource.ts";

const SIMPLE: Readonly<Record<string, { kind: TriedResource["kind"]; name: string }>> = {
  "aws:sqs/queue:Queue": { kind: "queue", name: "url" },
  "aws:s3/bucket:Bucket": { kind: "bucket", name: "bucket" },
  "aws:secretsmanager/secret:Secret": { kind: "secret", name: "name" },
  "aws:lambda/function:Function": { kind: "function", name: "name" },
  "aws:cloudwatch/logGroup:LogGroup": { kind: "log group", name: "name" },
  "aws:sns/topic:Topic": { kind: "topic", name: "name" },
  "aws:kms/key:Key": { kind: "key", name: "keyId" },
};

/** Everything of a stage that holds or moves data, prepared so that each action on it can be tried. */
export async function triedResources(snapshot: Snapshot, operator: Clients): Promise<TriedResource[]> {
  const found = await Promise.all(snapshot.resources.map((resource) => toTry(snapshot.stage, resource, operator)));
  return found.flat();
}

async function toTry(stage: string, resource: SnapshotResource, operator: Clients): Promise<TriedResource[]> {
  const { type, properties } = resource;
  const text = (name: string) => String(properties[name] ?? "");
  const arn = text("arn").replace(/:\*$/, "");
  if (type === "aws:dynamodb/table:Table") return await tableParts(stage, resource, operator);
  if (type === "aws:apigatewayv2/stage:Stage") {
    const api = text("executionArn");
    const name = text("invokeUrl").replace(/^ws/, "http");
    return [{ kind: "sockets", stage, arn: api, within: api.split("/")[0] ?? api, name }];
  }
  const simple = SIMPLE[type];
  if (simple === undefined) return [];
  const made: TriedResource = { kind: simple.kind, stage, arn, within: arn, name: text(simple.name) };
  if (made.kind === "bucket")
    await operator.s3.send(new PutObjectCommand({ Bucket: made.name, Key: OBJECT, Body: "tried" }));
  if (made.kind !== "key") return [made];
  const { CiphertextBlob } = await operator.kms.send(
    new EncryptCommand({ KeyId: arn, Plaintext: Buffer.from("tried") }),
  );
  return [{ ...made, ...(CiphertextBlob === undefined ? {} : { ciphertext: CiphertextBlob }) }];
}

async function tableParts(
  stage: string,
  { properties }: SnapshotResource,
  operator: Clients,
): Promise<TriedResource[]> {
  const {
    name,
    arn,
    hashKey,
    streamArn,
    streamEnabled,
    globalSecondaryIndexes = [],
  } = properties as {
    [key in "name" | "arn" | "hashKey" | "streamArn"]: string;
  } & { streamEnabled?: boolean; globalSecondaryIndexes?: { name: string; hashKey: string }[] };
  const table: TriedResource = { kind: "table", stage, arn, within: arn, name, keyName: hashKey };
  const indexes = globalSecondaryIndexes.map(
    (index): TriedResource => ({
      ...{ ...table, kind: "index", arn: `${arn}/index/${index.name}`, index: index.name },
      keyName: index.hashKey,
    }),
  );
  if (streamEnabled !== true) return [table, ...indexes];
  const { StreamDescription } = await operator.streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  const shard = StreamDescription?.Shards?.[0]?.ShardId;
  if (shard === undefined) throw new Error(`${streamArn} has no shard.`);
  const { ShardIterator } = await operator.streams.send(
    new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shard, ShardIteratorType: "LATEST" }),
  );
  const stream = { ...table, kind: "stream" as const, arn: streamArn, shard };
  return [table, ...indexes, { ...stream, ...(ShardIterator === undefined ? {} : { iterator: ShardIterator }) }];
}
