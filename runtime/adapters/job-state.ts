import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { Job, type JobState } from "../domain/job.ts";
import { fromItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { isCanonical } from "./canonical-item.ts";

/** How far a job is: all that a socket is told. */
const State = z.object({ id: Job.shape.id, status: Job.shape.status, updatedAt: Job.shape.updatedAt });

export type JobStates = { get(id: string, signal: AbortSignal): Promise<JobState | undefined> };

/** Reads how far a job is, consistently; of a canonical one nothing else is read. Throws `invalid-record` for one that cannot be read. */
export function jobStates(table: { client: DynamoDBClient; jobsTable: string }): JobStates {
  return {
    async get(id, signal) {
      const command = new GetItemCommand({
        TableName: table.jobsTable,
        Key: { id: { S: id } },
        ConsistentRead: true,
        ProjectionExpression: "id, #status, updatedAt, schemaVersion",
        ExpressionAttributeNames: { "#status": "status" },
      });
      const send = () => table.client.send(command, { abortSignal: signal });
      const { Item } = await calling("reading the job", send, signal);
      if (Item === undefined) return undefined;
      if (isCanonical(Item)) return State.parse(fromItem(Item));
      const { readState } = await import("./legacy-state.ts");
      return readState({ ...table, id }, signal);
    },
  };
}
