import { once } from "node:events";
import { afterAll, beforeAll } from "vitest";
import WebSocket from "ws";
import type { apiOf } from "./api-client.ts";

type Frame = {
  readonly type: string;
  readonly job?: { readonly id: string; readonly status: string };
  readonly error?: { readonly code: string; readonly message: string };
};

/** Every frame that a socket of the stage, opened with a ticket for all tests of a file, has been sent so far; `send` sends as it is. */
export function heardFrames(api: ReturnType<typeof apiOf>) {
  const frames: Frame[] = [];
  let socket: WebSocket;
  beforeAll(async () => {
    const { ticket } = (await api.post("/socket-tickets", {})).body as { ticket: string };
    socket = new WebSocket(`${api.socketUrl}?ticket=${ticket}`);
    socket.on("message", (data) => frames.push(JSON.parse(String(data)) as Frame));
    await once(socket, "open");
  });
  afterAll(() => socket.close());
  return { frames, send: (text: string) => socket.send(text) };
}
