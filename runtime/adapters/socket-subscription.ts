import { type DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import { toItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { connectionItemId, subscriptionItemId } from "./socket-items.ts";

/** The most jobs one connection may follow. */
export const MOST_SUBSCRIPTIONS = 100;

export type Subscription = {
  readonly client: DynamoDBClient;
  readonly TableName: string;
  readonly connectionId: string;
  readonly jobId: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
};

/** Writes that a connection follows a job, and in the connection that it does, both or neither. */
export async function addSubscription(subscription: Subscription, signal: AbortSignal): Promise<void> {
  const { client, TableName, connectionId, jobId, expiresAt } = subscription;
  const id = subscriptionItemId(connectionId, jobId);
  const command = new TransactWriteItemsCommand({
    TransactItems: [
      {
        Update: {
          TableName,
          Key: { id: { S: connectionItemId(connectionId) } },
          UpdateExpression: "ADD jobs :jobs",
          ConditionExpression:
            "attribute_exists(id) AND (attribute_not_exists(jobs) OR contains(jobs, :job) OR size(jobs) < :most)",
          ExpressionAttributeValues: {
            ":jobs": { SS: [jobId] },
            ":job": { S: jobId },
            ":most": { N: String(MOST_SUBSCRIPTIONS) },
          },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      { Put: { TableName, Item: toItem({ id, connectionId, jobId, expiresAt }) } },
    ],
  });
  const send = async () => {
    try {
      await client.send(command, { abortSignal: signal });
    } catch (error) {
      throw error instanceof TransactionCanceledException ? refusal(error) : error;
    }
  };
  await calling("subscribing", send, signal);
}

function refusal(cause: TransactionCanceledException): Error {
  const [connection, other] = cause.CancellationReasons ?? [];
  if (connection?.Code === "ConditionalCheckFailed") {
    return connection.Item === undefined
      ? new Failure("not-found", "This connection is not known. Connect again.", { cause })
      : new Failure("invalid-request", `A connection may follow ${MOST_SUBSCRIPTIONS} jobs at most.`, { cause });
  }
  const conflict = connection?.Code === "TransactionConflict" || other?.Code === "TransactionConflict";
  return conflict ? new Failure("lost-race", "The connection was changed by someone else.", { cause }) : cause;
}
