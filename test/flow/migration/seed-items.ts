import { BatchWriteItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../../runtime/migrating/ports.ts";
import type { PlainItem } from "../../../runtime/migrations/migration.ts";
import { typedOf } from "../../../runtime/migrations/plain.ts";
import { caseRows } from "../../case-rows.ts";

type Row = { readonly shape: string | null; readonly legacy: PlainItem; readonly canonical: PlainItem | null };

/** So many items of all twelve shapes, canonical ones and ones for quarantine: the contract's cases over and over, each with an id of its own. */
export function seedItems(count: number): Item[] {
  const rows = caseRows<Row>("legacy-jobs.jsonl").filter(
    ({ legacy }) => typeof legacy.id === "string" && legacy.id !== "",
  );
  return Array.from({ length: count }, (_, nth) => {
    const { shape, legacy } = rows[nth % rows.length] as Row;
    return typedOf({ ...legacy, id: `${shape ?? "none"}-${nth}` });
  });
}

export type Seeding = { readonly client: DynamoDBClient; readonly table: string; readonly items: readonly Item[] };

const BATCH = 25;
const AT_ONCE = 4;

/** Writes items into a table, as many at once as it takes. */
export async function seedTable({ client, table, items }: Seeding): Promise<void> {
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += BATCH) batches.push(items.slice(from, from + BATCH));
  const work = async () => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems: left } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: requests } }),
      );
      if (left !== undefined && Object.keys(left).length > 0) throw new Error(`${table} did not take all items.`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
