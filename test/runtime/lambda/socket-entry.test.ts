import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Failure } from "../../../runtime/domain/failure.ts";
import { SocketMessage } from "../../../runtime/domain/socket-message.ts";
import type { ToldFailure } from "../../../runtime/lambda/failure-answer.ts";
import { socketEntry } from "../../../runtime/lambda/socket-entry.ts";
import { identity } from "./lines.ts";

const event = (body?: string, query?: Record<string, string>) => ({
  requestContext: { connectionId: "c1", routeKey: "$default", stage: "preview" },
  body,
  queryStringParameters: query,
});
const write = () => undefined;

describe("a socket entry", () => {
  it("answers with a status and nothing else", async () => {
    const call = socketEntry({ identity, message: z.unknown(), work: async () => undefined, write });
    expect(await call(event())).toEqual({ statusCode: 200 });
  });

  it("gives on connection, query and message", async () => {
    const seen: unknown[] = [];
    const call = socketEntry({
      identity,
      message: SocketMessage,
      work: async (request) => void seen.push(request),
      write,
    });
    await call(event('{"action":"subscribe","jobId":"j"}', { ticket: "t" }));
    expect(seen).toEqual([
      { connectionId: "c1", query: { ticket: "t" }, message: { action: "subscribe", jobId: "j" } },
    ]);
  });

  it.each([
    [new Failure("unauthorized", "No ticket."), 401],
    [new Error("a bug"), 500],
  ])("turns %s into %i", async (error, statusCode) => {
    const work = () => Promise.reject(error);
    expect(await socketEntry({ identity, message: z.unknown(), work, write })(event())).toEqual({ statusCode });
  });

  it.each([
    ["{", "invalid-request", /not JSON/],
    ['{"action":"dance"}', "invalid-request", /action: .*"subscribe"/],
    ['{"action":"subscribe"}', "invalid-request", /jobId: is missing/],
    ["", "invalid-request", /body: is missing/],
    ['{"action":"subscribe","jobId":"bug"}', "internal", /correlation id/],
  ])("tells the client why %s was refused", async (body, code, message) => {
    const told: { connectionId: string; error: ToldFailure }[] = [];
    const call = socketEntry({
      identity,
      message: SocketMessage,
      work: () => Promise.reject(new Error("the inside")),
      refuse: async (refusal) => void told.push(refusal),
      write,
    });
    await call(event(body));
    expect(told).toEqual([{ connectionId: "c1", error: { code, message: expect.stringMatching(message) } }]);
  });

  it("answers an empty event with what it is", async () => {
    const call = socketEntry({ identity, message: z.unknown(), work: async () => undefined, write });
    expect(await call({})).toEqual({ smoke: true, ...identity });
  });
});
