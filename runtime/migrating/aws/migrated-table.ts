import {
  ConditionalCheckFailedException,
  type ConsumedCapacity,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "../../domain/failure.ts";
import { exactUpdate } from "../../migrations/exact-update.ts";
import { wholeItems } from "../../reliability/whole-items.ts";
import type { Item, MigratedTable } from "../ports.ts";
import { type Call, calling } from "./call-failure.ts";
import { ONE_TRY } from "./client-options.ts";
import { describeTable } from "./table-facts.ts";

export type MigratedTableOptions = {
  /** The table's name. */
  readonly table: string;
  /** Region, credentials and endpoint where they are not those of the standard environment. */
  readonly client?: DynamoDBClientConfig;
};

/** Bytes of one write capacity unit. */
const UNIT_BYTES = 1_024;

/** A table of items with a string `id` as its key, in DynamoDB. Each call is tried once. */
export function migratedTable({ table, client: config = {} }: MigratedTableOptions): MigratedTable {
  const client = wholeItems(new DynamoDBClient({ ...ONE_TRY, ...config }));
  // It copies every item that is read or written, to hide secrets in a log that nobody keeps.
  client.middlewareStack.remove("loggerMiddleware");
  const call = (what: string, action: string): Call => ({
    what,
    action: `dynamodb:${action}`,
    on: `the table ${table}`,
  });
  return {
    describe: (signal) => describeTable({ client, table, call }, signal),

    async scan({ segment, segments, from, limit }, signal) {
      const command = new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: segments,
        Limit: limit,
        ExclusiveStartKey: from,
        ReturnConsumedCapacity: "TOTAL",
      });
      const scanning = () => client.send(command, { abortSignal: signal });
      const answer = await calling(call("reading items", "Scan"), scanning, signal);
      const { Items: items = [], LastEvaluatedKey: next, ConsumedCapacity } = answer;
      return { items, ...(next === undefined ? {} : { next }), consumedUnits: unitsOf(ConsumedCapacity) };
    },

    async read(id, signal) {
      const command = new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true });
      const reading = () => client.send(command, { abortSignal: signal });
      return (await calling(call("reading an item", "GetItem"), reading, signal)).Item;
    },

    async replace({ read, next, absent }, signal) {
      const update = exactUpdate({ read, next, absent });
      if (update === "not-expressible") return { outcome: "not-expressible", consumedUnits: 0 };
      const command = new UpdateItemCommand({
        TableName: table,
        Key: keyOf(read),
        ...update,
        ReturnConsumedCapacity: "TOTAL",
      });
      const writing = async () => {
        try {
          const { ConsumedCapacity } = await client.send(command, { abortSignal: signal });
          return { outcome: "written", consumedUnits: unitsOf(ConsumedCapacity) } as const;
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          // DynamoDB charges for the item it looked at without saying how much.
          return { outcome: "changed", consumedUnits: Math.ceil(bytesOf(read) / UNIT_BYTES) } as const;
        }
      };
      return calling(call("writing an item", "UpdateItem"), writing, signal);
    },
  };
}

function keyOf({ id }: Item): Item {
  if (id?.S === undefined) throw new Failure("invalid-record", "An item without a string as its id cannot be written.");
  return { id };
}

function unitsOf(consumed: ConsumedCapacity | undefined): number {
  if (consumed?.CapacityUnits !== undefined) return consumed.CapacityUnits;
  throw new Failure(
    "internal",
    "The table does not say how many capacity units a request took, so no rate can be kept.",
  );
}

/** About the bytes of an item, counted upwards. */
function bytesOf(item: Item): number {
  return Buffer.byteLength(JSON.stringify(item));
}
