import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import { calling } from "./aws-failure.ts";
import type { JobRecord } from "./job-record.ts";
import { recordOf } from "./job-upgrade.ts";

export type JobReading = { readonly client: DynamoDBClient; readonly jobsTable: string; readonly id: string };

/** One job as it is now, whatever shape its item has; a result that lies elsewhere is not fetched. */
export async function readRecord(
  { client, jobsTable, id }: JobReading,
  signal: AbortSignal,
): Promise<JobRecord | undefined> {
  const command = new GetItemCommand({ TableName: jobsTable, Key: { id: { S: id } }, ConsistentRead: true });
  const { Item } = await calling("reading the job", () => client.send(command, { abortSignal: signal }), signal);
  return Item === undefined ? undefined : recordOf(Item);
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
