import {
  type ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { calling } from "./aws-failure.ts";

export type SocketSender = {
  /** Sends one frame of JSON; `gone` when the client is no longer there. */
  send(input: { connectionId: string; frame: object }, signal: AbortSignal): Promise<"sent" | "gone">;
};

/** Frames to connected clients, through `@connections`. */
export function socketSender(client: ApiGatewayManagementApiClient): SocketSender {
  return {
    send: ({ connectionId, frame }, signal) =>
      calling(
        "sending to a socket",
        async () => {
          const Data = Buffer.from(JSON.stringify(frame));
          try {
            const command = new PostToConnectionCommand({ ConnectionId: connectionId, Data });
            await client.send(command, { abortSignal: signal });
            return "sent";
          } catch (error) {
            if (error instanceof GoneException) return "gone";
            throw error;
          }
        },
        signal,
      ),
  };
}
