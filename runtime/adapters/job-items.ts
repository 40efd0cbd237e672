import { setTimeout as wait } from "node:timers/promises";
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  type KeysAndAttributes,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import type { Item } from "./attribute.ts";
import { calling } from "./aws-failure.ts";

export type ItemsWanted = {
  readonly client: DynamoDBClient;
  readonly jobsTable: string;
  /** At most 100. */
  readonly ids: readonly string[];
};

const TRIES = 5;
const PAUSE_MILLISECONDS = 50;

/** The items of these ids as they are now, by id; those that do not exist are missing. What the table holds back is asked for again. */
export async function readItems(
  { client, jobsTable, ids }: ItemsWanted,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const read = new Map<string, Item>();
  let wanted: KeysAndAttributes | undefined = { Keys: ids.map((id) => ({ id: { S: id } })), ConsistentRead: true };
  for (let tried = 0; tried < TRIES; tried += 1) {
    const command: BatchGetItemCommand = new BatchGetItemCommand({ RequestItems: { [jobsTable]: wanted } });
    const send = (): Promise<BatchGetItemCommandOutput> => client.send(command, { abortSignal: signal });
    const answer = await calling("reading jobs", send, signal);
    for (const item of answer.Responses?.[jobsTable] ?? []) read.set(item.id?.S ?? "", item);
    wanted = answer.UnprocessedKeys?.[jobsTable];
    if (wanted === undefined || (wanted.Keys ?? []).length === 0) return read;
    await calling("reading jobs", () => wait(PAUSE_MILLISECONDS * 2 ** tried, undefined, { signal }), signal);
  }
  throw new Failure("unavailable", "The jobs cannot be read now. Try again in a moment.");
}
