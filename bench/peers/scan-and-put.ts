import { type DynamoDBClient, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../runtime/migrating/ports.ts";

/** A migration that puts each item it scans, transformed, one after the other. */
export async function scanAndPut(
  { dynamo: client, name, transform }: { dynamo: DynamoDBClient; name: string; transform: (item: Item) => Item },
  signal: AbortSignal,
): Promise<void> {
  for await (const page of paginateScan({ client }, { TableName: name }, { abortSignal: signal })) {
    for (const item of page.Items ?? []) {
      await client.send(new PutItemCommand({ TableName: name, Item: transform(item) }), { abortSignal: signal });
    }
  }
}
