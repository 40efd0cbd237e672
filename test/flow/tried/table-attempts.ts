import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DescribeStreamCommand, GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-dynamodb-streams";
import type { Attempt } from "./attempt.ts";
import type { TriedResource } from "./tried-resource.ts";

const id = "tried-by-nobody";

const key = ({ keyName = "id" }: TriedResource) => ({ [keyName]: { S: id } });
const never = ({ keyName = "id" }: TriedResource) => ({
  ConditionExpression: "attribute_exists(#key)",
  ExpressionAttributeNames: { "#key": keyName },
});

/** Every action on items, and on what tells of their changes. */
export const TABLE_ATTEMPTS: Record<"table" | "index" | "stream", readonly Attempt[]> = {
  table: [
    {
      action: "dynamodb:GetItem",
      send: (c, r) => c.dynamodb.send(new GetItemCommand({ TableName: r.name, Key: key(r) })),
    },
    {
      action: "dynamodb:PutItem",
      send: (c, r) => c.dynamodb.send(new PutItemCommand({ TableName: r.name, Item: key(r), ...never(r) })),
    },
    {
      action: "dynamodb:UpdateItem",
      send: (c, r) =>
        c.dynamodb.send(
          new UpdateItemCommand({ TableName: r.name, Key: key(r), UpdateExpression: "REMOVE tried", ...never(r) }),
        ),
    },
    {
      action: "dynamodb:DeleteItem",
      send: (c, r) => c.dynamodb.send(new DeleteItemCommand({ TableName: r.name, Key: key(r) })),
    },
    {
      action: "dynamodb:BatchGetItem",
      send: (c, r) => c.dynamodb.send(new BatchGetItemCommand({ RequestItems: { [r.name]: { Keys: [key(r)] } } })),
    },
    {
      action: "dynamodb:BatchWriteItem",
      send: (c, r) =>
        c.dynamodb.send(
          new BatchWriteItemCommand({ RequestItems: { [r.name]: [{ DeleteRequest: { Key: key(r) } }] } }),
        ),
    },
    { action: "dynamodb:Query", send: (c, r) => c.dynamodb.send(query(r)) },
    { action: "dynamodb:Scan", send: (c, r) => c.dynamodb.send(new ScanCommand({ TableName: r.name, Limit: 1 })) },
    {
      action: "dynamodb:DescribeTable",
      send: (c, r) => c.dynamodb.send(new DescribeTableCommand({ TableName: r.name })),
    },
  ],
  index: [{ action: "dynamodb:Query", send: (c, r) => c.dynamodb.send(query(r)) }],
  stream: [
    {
      ...{ action: "dynamodb:DescribeStream", elsewhere: true },
      send: (c, r) => c.streams.send(new DescribeStreamCommand({ StreamArn: r.arn })),
    },
    {
      ...{ action: "dynamodb:GetShardIterator", elsewhere: true },
      send: (c, r) =>
        c.streams.send(
          new GetShardIteratorCommand({ StreamArn: r.arn, ShardId: r.shard, ShardIteratorType: "TRIM_HORIZON" }),
        ),
    },
    {
      ...{ action: "dynamodb:GetRecords", elsewhere: true },
      send: (c, r) => c.streams.send(new GetRecordsCommand({ ShardIterator: r.iterator })),
    },
  ],
};

function query({ name, keyName = "id", index }: TriedResource): QueryCommand {
  return new QueryCommand({
    ...{ TableName: name, IndexName: index, KeyConditionExpression: "#key = :key" },
    ...{ ExpressionAttributeNames: { "#key": keyName }, ExpressionAttributeValues: { ":key": { S: id } } },
  });
}
