import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import { fromItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { type JobRecord, parseRecord } from "./job-record.ts";

export type JobReading = { readonly client: DynamoDBClient; readonly jobsTable: string; readonly id: string };

/** One job as the table holds it, read consistently; a result that lies elsewhere is not fetched. */
export async function readRecord(
  { client, jobsTable, id }: JobReading,
  signal: AbortSignal,
): Promise<JobRecord | undefined> {
  const command = new GetItemCommand({ TableName: jobsTable, Key: { id: { S: id } }, ConsistentRead: true });
  const { Item } = await calling("reading the job", () => client.send(command, { abortSignal: signal }), signal);
  return Item === undefined ? undefined : parseRecord(fromItem(Item));
}

/** The same; throws `not-found` when there is no such job. */
export async function requireRecord(reading: JobReading, signal: AbortSignal): Promise<JobRecord> {
  const record = await readRecord(reading, signal);
  if (record === undefined) throw noSuchJob(reading.id);
  return record;
}

export function noSuchJob(id: string): Failure {
  return new Failure("not-found", `There is no job ${id.slice(0, 100)}.`);
}
