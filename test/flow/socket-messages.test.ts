import { describe, expect, test } from "vitest";
import { apiOf, eventually } from "./api-client.ts";
import { heardFrames } from "./heard-frames.ts";

describe("a connected socket", () => {
  const api = apiOf("preview");
  const { frames, send } = heardFrames(api);

  test.each([
    ["{", "invalid-request", /not JSON/],
    ['{"action":"dance","jobId":"a"}', "invalid-request", /action/],
    ['{"action":"subscribe","jobId":"a","more":1}', "invalid-request", /more/],
    ['{"action":"subscribe","jobId":"nobody-made-this"}', "not-found", /no job/],
  ])("that sends %s is told why it is refused, and nothing else", async (message, code, why) => {
    frames.length = 0;
    send(message);
    await eventually("an answer", async () => frames[0]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(frames).toEqual([{ type: "error", error: { code, message: expect.stringMatching(why) } }]);
  });
});
