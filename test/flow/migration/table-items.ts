import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { imageHash } from "../../../runtime/migrating/image.ts";
import type { Item } from "../../../runtime/migrating/ports.ts";

export type WholeTable = { readonly client: DynamoDBClient; readonly table: string };

/** All items of a table by their ids. */
export async function tableItems({ client, table }: WholeTable): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of page.Items ?? []) items.set(item.id?.S ?? "", item);
  }
  return items;
}

/** Hashes of items by their ids: the same for items that are the same, whatever the order they were read in. */
export function hashes(items: ReadonlyMap<string, Item> | readonly Item[]): ReadonlyMap<string, string> {
  const list = Array.isArray(items) ? items : [...items.values()];
  return new Map(list.map((item: Item): [string, string] => [item.id?.S ?? "", imageHash(item)]).toSorted());
}
