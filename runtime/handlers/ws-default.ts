import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { jobStates } from "../adapters/job-state.ts";
import { socketRegistry } from "../adapters/socket-registry.ts";
import { socketSender } from "../adapters/socket-sender.ts";
import { readEnvironment } from "../domain/environment.ts";
import { SocketMessage } from "../domain/socket-message.ts";
import { follow } from "../flow/following.ts";
import { annotate } from "../lambda/invocation.ts";
import { socketEntry } from "../lambda/socket-entry.ts";
import { wholeItems } from "../reliability/whole-items.ts";

const environment = readEnvironment("ws-default", process.env);
const client = wholeItems(new DynamoDBClient(CLIENT_OPTIONS));
const endpoint = environment.SOCKET_ENDPOINT;
const ports = {
  registry: socketRegistry({ client, connectionsTable: environment.CONNECTIONS_TABLE }),
  states: jobStates({ client, jobsTable: environment.JOBS_TABLE }),
  sender: socketSender(new ApiGatewayManagementApiClient({ ...CLIENT_OPTIONS, endpoint })),
};

/** Takes what a client sends: a job to follow. What does not fit is answered with an error frame. */
export const handler = socketEntry({
  identity: { function: "ws-default", stage: environment.STAGE, version: environment.VERSION_ID },
  message: SocketMessage,
  async work({ connectionId, message: { jobId } }, signal) {
    annotate({ jobId });
    await follow({ connectionId, jobId }, ports, signal);
  },
  async refuse({ connectionId, error: { code, message } }, signal) {
    await ports.sender.send({ connectionId, frame: { type: "error", error: { code, message } } }, signal);
  },
});
