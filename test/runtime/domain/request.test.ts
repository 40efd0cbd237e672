import { describe, expect, it } from "vitest";
import { JobMessage, JobRequest } from "../../../runtime/domain/request.ts";
import { SocketMessage } from "../../../runtime/domain/socket-message.ts";

const request = { type: "async", url: "https://a.example/" };

describe("a request for a job", () => {
  it("has the least that is needed, and the rest is filled in", () => {
    expect(JobRequest.parse(request)).toEqual({ ...request, params: {}, priority: "normal", fresh: false });
  });

  it("keeps parameters that nobody here reads", () => {
    const params = { instructions: "x", schema: {}, depth: [1], nested: { a: null } };
    expect(JobRequest.parse({ ...request, params }).params).toEqual(params);
  });

  it.each([
    ["another type", { ...request, type: "batch" }],
    ["a url that is no string", { ...request, url: 7 }],
    ["a field nobody knows", { ...request, colour: "red" }],
    ["a priority nobody knows", { ...request, priority: "urgent" }],
    ["instructions that are empty", { ...request, params: { instructions: "" } }],
    ["instructions of a book's length", { ...request, params: { instructions: "x".repeat(8_001) } }],
    ["a schema that is a list", { ...request, params: { schema: [] } }],
    ["params that are none", { ...request, params: null }],
  ])("is refused with %s", (_, value) => {
    expect(JobRequest.safeParse(value).success).toBe(false);
  });
});

describe("a message", () => {
  it("in the queue names a job and nothing else", () => {
    expect(JobMessage.safeParse({ jobId: "a" }).success).toBe(true);
    expect(JobMessage.safeParse({ jobId: "a", url: "x" }).success).toBe(false);
  });

  it("over a socket subscribes to a job", () => {
    expect(SocketMessage.safeParse({ action: "subscribe", jobId: "a" }).success).toBe(true);
    expect(SocketMessage.safeParse({ action: "subscribe", jobId: "a".repeat(201) }).success).toBe(false);
  });
});
