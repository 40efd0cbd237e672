import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { Job } from "../domain/job.ts";
import { fromItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";

/** How far a job is: all that a socket is told. */
const JobState = z.pick(Job, { id: true, status: true, updatedAt: true });
export type JobState = Pick<Job, "id" | "status" | "updatedAt">;

export type JobStates = { get(id: string, signal: AbortSignal): Promise<JobState | undefined> };

/** Reads how far a job is, consistently, and nothing else of it. */
export function jobStates({ client, jobsTable }: { client: DynamoDBClient; jobsTable: string }): JobStates {
  return {
    async get(id, signal) {
      const command = new GetItemCommand({
        TableName: jobsTable,
        Key: { id: { S: id } },
        ConsistentRead: true,
        ProjectionExpression: "id, #status, updatedAt",
        ExpressionAttributeNames: { "#status": "status" },
      });
      const { Item } = await calling("reading the job", () => client.send(command, { abortSignal: signal }), signal);
      return Item === undefined ? undefined : JobState.parse(fromItem(Item));
    },
  };
}
