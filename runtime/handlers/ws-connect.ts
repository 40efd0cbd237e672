import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { socketRegistry } from "../adapters/socket-registry.ts";
import { readEnvironment } from "../domain/environment.ts";
import { Failure } from "../domain/failure.ts";
import { socketEntry } from "../lambda/socket-entry.ts";

const environment = readEnvironment("ws-connect", process.env);
const registry = socketRegistry({
  client: new DynamoDBClient(CLIENT_OPTIONS),
  connectionsTable: environment.CONNECTIONS_TABLE,
});

/** Lets a client in who brings a ticket that nobody has used. */
export const handler = socketEntry({
  identity: { function: "ws-connect", stage: environment.STAGE, version: environment.VERSION_ID },
  message: z.unknown(),
  async work({ connectionId, query }, signal) {
    const { ticket } = query;
    if (ticket === undefined) throw new Failure("unauthorized", "A ticket is missing. Connect with ?ticket=….");
    await registry.connect({ connectionId, ticket }, signal);
  },
});
