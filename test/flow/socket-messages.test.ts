import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { apiOf, eventually } from "./api-client.ts";

type Frame = { type: string; error?: { code: string; message: string } };

describe("a connected socket", () => {
  const api = apiOf("preview");
  const frames: Frame[] = [];
  let socket: WebSocket;

  beforeAll(async () => {
    const { ticket } = (await api.post("/socket-tickets", {})).body as { ticket: string };
    socket = new WebSocket(`${api.socketUrl}?ticket=${ticket}`);
    socket.on("message", (data) => frames.push(JSON.parse(String(data)) as Frame));
    await once(socket, "open");
  });
  afterAll(() => socket.close());

  test.each([
    ["{", "invalid-request", /not JSON/],
    ['{"action":"dance","jobId":"a"}', "invalid-request", /action/],
    ['{"action":"subscribe","jobId":"a","more":1}', "invalid-request", /more/],
    ['{"action":"subscribe","jobId":"nobody-made-this"}', "not-found", /no job/],
  ])("that sends %s is told why it is refused, and nothing else", async (message, code, why) => {
    frames.length = 0;
    socket.send(message);
    await eventually("an answer", async () => frames[0]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(frames).toEqual([{ type: "error", error: { code, message: expect.stringMatching(why) } }]);
  });
});
