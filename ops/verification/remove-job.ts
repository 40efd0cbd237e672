import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DynamoDBClient,
  GetItemCommand,
} from "@aws-sdk/client-dynamodb";

export type OwnJob = { region: string; jobsTable: string; submissionsTable: string; id: string; correlationId: string };

/** Its own time: what was made is removed even when the verification is broken off. */
const REMOVAL_MILLISECONDS = 10_000;

/** Removes a job this verification made, and the note that its request was made, each only while it is still its own; says what is gone. */
export async function removeJob(job: OwnJob): Promise<readonly ("job" | "submission")[]> {
  const client = new DynamoDBClient({ region: job.region });
  const abortSignal = AbortSignal.timeout(REMOVAL_MILLISECONDS);
  const gone = async (input: DeleteItemCommandInput): Promise<boolean> => {
    try {
      await client.send(new DeleteItemCommand(input), { abortSignal });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  try {
    const Key = { id: { S: job.id } };
    const reading = new GetItemCommand({ TableName: job.jobsTable, Key, ConsistentRead: true });
    const { Item } = await client.send(reading, { abortSignal });
    const digest = Item?.digest?.S;
    const submission = digest !== undefined && {
      TableName: job.submissionsTable,
      Key: { digest: { S: digest } },
      ConditionExpression: "jobId = :own",
      ExpressionAttributeValues: { ":own": { S: job.id } },
    };
    const record = {
      TableName: job.jobsTable,
      Key,
      ConditionExpression: "correlationId = :own",
      ExpressionAttributeValues: { ":own": { S: job.correlationId } },
    };
    const removed: ("job" | "submission")[] = [];
    if (submission !== false && (await gone(submission))) removed.push("submission");
    if (await gone(record)) removed.push("job");
    return removed;
  } finally {
    client.destroy();
  }
}
