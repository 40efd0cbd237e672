import { BatchWriteItemCommand, type DynamoDBClient, paginateScan, type WriteRequest } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../runtime/migrating/ports.ts";

const BATCH = 25;

/** A migration as the documents sample it: reads the whole table, transforms every item, then writes all of them in batches. */
export async function scanThenBatchWrite(
  { dynamo: client, name, transform }: { dynamo: DynamoDBClient; name: string; transform: (item: Item) => Item },
  signal: AbortSignal,
): Promise<void> {
  const migrated: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: name }, { abortSignal: signal })) {
    migrated.push(...(page.Items ?? []).map(transform));
  }
  for (let at = 0; at < migrated.length; at += BATCH) {
    let requests = migrated.slice(at, at + BATCH).map((item): WriteRequest => ({ PutRequest: { Item: item } }));
    while (requests.length > 0) {
      const command = new BatchWriteItemCommand({ RequestItems: { [name]: requests } });
      requests = (await client.send(command, { abortSignal: signal })).UnprocessedItems?.[name] ?? [];
    }
  }
}
