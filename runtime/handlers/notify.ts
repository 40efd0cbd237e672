import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { socketRegistry } from "../adapters/socket-registry.ts";
import { socketSender } from "../adapters/socket-sender.ts";
import { readEnvironment } from "../domain/environment.ts";
import { announce, announcementOf } from "../flow/announcement.ts";
import { annotate } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";
import { streamEntry } from "../lambda/stream-entry.ts";

const environment = readEnvironment("notify", process.env);
const client = new DynamoDBClient(CLIENT_OPTIONS);
const endpoint = environment.SOCKET_ENDPOINT;
const ports = {
  registry: socketRegistry({ client, connectionsTable: environment.CONNECTIONS_TABLE }),
  sender: socketSender(new ApiGatewayManagementApiClient({ ...CLIENT_OPTIONS, endpoint })),
};

/** Tells those who follow a job that its status or time has changed. */
export const handler = streamEntry({
  identity: { function: "notify", stage: environment.STAGE, version: environment.VERSION_ID },
  async work(change, signal) {
    const frame = await announcementOf(change);
    if (frame === undefined) return;
    annotate({ jobId: frame.job.id });
    const { sent, gone, failures } = await announce(frame, ports, signal);
    for (const error of failures) log({ level: "warn", message: "subscriber not told", error });
    log({
      level: "info",
      message: "announced",
      fields: { status: frame.job.status, sent, gone, failed: failures.length },
    });
  },
});
