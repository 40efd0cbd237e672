import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { socketRegistry } from "../adapters/socket-registry.ts";
import { readEnvironment } from "../domain/environment.ts";
import { socketEntry } from "../lambda/socket-entry.ts";

const environment = readEnvironment("ws-disconnect", process.env);
const registry = socketRegistry({
  client: new DynamoDBClient(CLIENT_OPTIONS),
  connectionsTable: environment.CONNECTIONS_TABLE,
});

/** Forgets a client who left, and what it followed. */
export const handler = socketEntry({
  identity: { function: "ws-disconnect", stage: environment.STAGE, version: environment.VERSION_ID },
  message: z.unknown(),
  work: ({ connectionId }, signal) => registry.disconnect({ connectionId }, signal),
});
