import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../../runtime/adapters/attribute.ts";
import { exactUpdate } from "../../runtime/migrations/exact-update.ts";
import { MIGRATIONS } from "../../runtime/migrations/registry.ts";
import { wholeItems } from "../../runtime/reliability/whole-items.ts";
import type { LegacyJobs } from "../contract/legacy-jobs.ts";

/** The doors that programs of old, and a migration, have to a table of jobs. */
export function legacyTable(bare: DynamoDBClient, TableName: string): Omit<LegacyJobs, "store"> {
  const client = wholeItems(bare);
  return {
    put: (item) => client.send(new PutItemCommand({ TableName, Item: item })),
    async itemOf(id) {
      const command = new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true });
      return (await client.send(command)).Item;
    },
    async replace({ read, next }) {
      const absent = MIGRATIONS.flatMap(({ reads }) => reads(null));
      const update = exactUpdate({ read, next, absent });
      if (update === "not-expressible") throw new Error("This item is too large for a test of one write.");
      try {
        await client.send(new UpdateItemCommand({ TableName, Key: keyOf(read), ...update }));
        return "written";
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return "changed";
        throw error;
      }
    },
  };
}

function keyOf({ id = { S: "" } }: Item) {
  return { id };
}
