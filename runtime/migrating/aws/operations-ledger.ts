import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "../../domain/failure.ts";
import type { Item, Ledger, LedgerEntry } from "../ports.ts";
import { type Call, calling } from "./call-failure.ts";
import { ONE_TRY } from "./client-options.ts";

export type OperationsLedgerOptions = {
  /** The table's name; its key is `run` and `entry`. */
  readonly table: string;
  /** Region, credentials and endpoint where they are not those of the standard environment. */
  readonly client?: DynamoDBClientConfig;
};

/** The ledger in the stage's table of operations. Values are kept as JSON text: what is read is what was written. Each call is tried once. */
export function operationsLedger({ table, client: config = {} }: OperationsLedgerOptions): Ledger {
  const client = new DynamoDBClient({ ...ONE_TRY, ...config });
  const call = (what: string, action: string): Call => ({
    what,
    action: `dynamodb:${action}`,
    on: `the table ${table}`,
  });
  return {
    async read({ run, entry }, signal) {
      const command = new GetItemCommand({ TableName: table, Key: keyOf({ run, entry }), ConsistentRead: true });
      const reading = () => client.send(command, { abortSignal: signal });
      const { Item } = await calling(call("reading the ledger", "GetItem"), reading, signal);
      return Item === undefined ? undefined : entryOf(Item);
    },

    async write({ run, entry, revision, value }, signal) {
      const next = { run, entry, revision: revision + 1, value };
      const command = new PutItemCommand({
        TableName: table,
        Item: {
          ...keyOf(next),
          revision: { N: String(next.revision) },
          value: { S: JSON.stringify(value) },
        },
        ExpressionAttributeNames: { "#over": revision === 0 ? "run" : "revision" },
        ...(revision === 0
          ? { ConditionExpression: "attribute_not_exists(#over)" }
          : {
              ConditionExpression: "#over = :revision",
              ExpressionAttributeValues: { ":revision": { N: String(revision) } },
            }),
      });
      const writing = async () => {
        try {
          await client.send(command, { abortSignal: signal });
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          const message = `Another write of ${run}/${entry} came first. Read it again.`;
          throw new Failure("lost-race", message, { cause: error });
        }
      };
      await calling(call("writing the ledger", "PutItem"), writing, signal);
      return next;
    },

    async *list(run, signal) {
      let from: Item | undefined;
      do {
        const command: QueryCommand = new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: "#run = :run",
          ExpressionAttributeNames: { "#run": "run" },
          ExpressionAttributeValues: { ":run": { S: run } },
          ExclusiveStartKey: from,
        });
        const reading = (): Promise<QueryCommandOutput> => client.send(command, { abortSignal: signal });
        const answer = await calling(call("reading the ledger", "Query"), reading, signal);
        yield* (answer.Items ?? []).map(entryOf);
        from = answer.LastEvaluatedKey;
      } while (from !== undefined);
    },
  };
}

function keyOf({ run, entry }: Pick<LedgerEntry, "run" | "entry">): Item {
  return { run: { S: run }, entry: { S: entry } };
}

function entryOf({ run, entry, revision, value }: Item): LedgerEntry {
  const parsed = jsonIn(value?.S);
  if (run?.S === undefined || entry?.S === undefined || revision?.N === undefined || !isRecord(parsed)) {
    throw new Failure(
      "internal",
      `The entry ${run?.S}/${entry?.S} of the ledger cannot be read. Restore it from a backup.`,
    );
  }
  return { run: run.S, entry: entry.S, revision: Number(revision.N), value: parsed };
}

function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
