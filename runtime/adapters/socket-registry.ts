import { randomBytes } from "node:crypto";
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import { toItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { connectionItemId, subscriptionItemId, ticketId } from "./socket-items.ts";
import { addSubscription } from "./socket-subscription.ts";

/** A ticket opens one connection, within this time. */
export const TICKET_SECONDS = 60;
/** API Gateway ends every WebSocket after two hours. */
const CONNECTION_SECONDS = 2 * 3600;

/** `expiresAt` in epoch milliseconds. */
export type SocketTicket = { readonly ticket: string; readonly expiresAt: number };

/** Who is connected, and which jobs each connection follows. */
export type SocketRegistry = {
  issueTicket(signal: AbortSignal): Promise<SocketTicket>;
  /** Uses up a ticket for a connection; throws `unauthorized` for one that is unknown, used or over. */
  connect(input: { connectionId: string; ticket: string }, signal: AbortSignal): Promise<void>;
  /** Forgets a connection, all that it followed and, where named, this job; what is gone already is no failure. */
  disconnect(input: { connectionId: string; jobId?: string }, signal: AbortSignal): Promise<void>;
  /** Follows a job, beside those followed already; throws `not-found` for an unknown connection, `invalid-request` for one job too many. */
  subscribe(input: { connectionId: string; jobId: string }, signal: AbortSignal): Promise<void>;
  /** The connections that follow a job, a page at a time. */
  subscribers(jobId: string, signal: AbortSignal): AsyncIterable<readonly string[]>;
};

export type SocketRegistryOptions = {
  readonly client: DynamoDBClient;
  readonly connectionsTable: string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
};

/** Connections, their tickets and what they follow, in one table whose items end by themselves. */
export function socketRegistry({
  client,
  connectionsTable: TableName,
  now = Date.now,
}: SocketRegistryOptions): SocketRegistry {
  const seconds = () => Math.floor(now() / 1000);

  const put = (values: Readonly<Record<string, unknown>>, signal: AbortSignal) =>
    client.send(new PutItemCommand({ TableName, Item: toItem(values) }), { abortSignal: signal });

  const remove = async (id: string, signal: AbortSignal) => {
    const command = new DeleteItemCommand({ TableName, Key: { id: { S: id } }, ReturnValues: "ALL_OLD" });
    return (await client.send(command, { abortSignal: signal })).Attributes;
  };

  const redeem = async (ticket: string, signal: AbortSignal) => {
    const command = new DeleteItemCommand({
      TableName,
      Key: { id: { S: ticketId(ticket) } },
      ConditionExpression: "expiresAt > :now",
      ExpressionAttributeValues: { ":now": { N: String(seconds()) } },
    });
    try {
      await client.send(command, { abortSignal: signal });
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw new Failure("unauthorized", "The ticket is unknown, used or over. Ask for a new one.", { cause: error });
    }
  };

  return {
    async issueTicket(signal) {
      const ticket = randomBytes(32).toString("base64url");
      const expiresAt = seconds() + TICKET_SECONDS;
      await calling("issuing a ticket", () => put({ id: ticketId(ticket), expiresAt }, signal), signal);
      return { ticket, expiresAt: expiresAt * 1000 };
    },
    async connect({ connectionId, ticket }, signal) {
      await calling("checking the ticket", () => redeem(ticket, signal), signal);
      const item = { id: connectionItemId(connectionId), connectionId, expiresAt: seconds() + CONNECTION_SECONDS };
      await calling("connecting", () => put(item, signal), signal);
    },
    async disconnect({ connectionId, jobId }, signal) {
      const forget = (id: string) => calling("disconnecting", () => remove(id, signal), signal);
      const connection = await forget(connectionItemId(connectionId));
      const followed = new Set([...(connection?.jobs?.SS ?? []), ...(jobId === undefined ? [] : [jobId])]);
      await Promise.all([...followed].map((job) => forget(subscriptionItemId(connectionId, job))));
    },
    subscribe: (input, signal) =>
      addSubscription({ client, TableName, ...input, expiresAt: seconds() + CONNECTION_SECONDS }, signal),
    async *subscribers(jobId, signal) {
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const command: QueryCommand = new QueryCommand({
          TableName,
          IndexName: "job",
          KeyConditionExpression: "jobId = :job",
          ExpressionAttributeValues: { ":job": { S: jobId } },
          ExclusiveStartKey,
        });
        const page = await calling("reading subscribers", () => client.send(command, { abortSignal: signal }), signal);
        yield (page.Items ?? []).flatMap(({ connectionId }) => connectionId?.S ?? []);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
    },
  };
}
