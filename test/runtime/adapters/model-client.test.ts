import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { modelClient } from "../../../runtime/adapters/model-client.ts";
import { secretCache } from "../../../runtime/adapters/secret-cache.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import type { ModelClient } from "../../../runtime/model/port.ts";

const { signal } = new AbortController();
const body = {
  model: "gpt-5-mini",
  messages: [{ role: "user" as const, content: "?" }],
  response_format: { type: "json_schema" as const, json_schema: { name: "a", strict: true as const, schema: {} } },
  max_completion_tokens: 10,
};
const completion = {
  model: "gpt-5-mini-2025",
  choices: [{ finish_reason: "stop", message: { role: "assistant", content: "{}", refusal: null } }],
  usage: { prompt_tokens: 7, completion_tokens: 3 },
};

type Seen = Pick<IncomingMessage, "url" | "headers">;
type Told = { status: number; headers?: Record<string, string>; body: unknown };

describe("the model client", () => {
  const seen: Seen[] = [];
  let tell: (request: Seen) => Told;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      seen.push(request);
      const told = tell(request);
      response.writeHead(told.status, { "content-type": "application/json", ...told.headers });
      response.end(JSON.stringify(told.body));
    });
  });
  beforeEach(async () => {
    seen.length = 0;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  const client = (key: () => string = () => "key-1") =>
    modelClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      secrets: secretCache({ read: async () => key() }),
      secretId: "openai",
      correlationId: () => "the-correlation",
    });

  it("gives the first choice and what it used, and sends key and correlation id along", async () => {
    tell = () => ({ status: 200, body: completion });
    const port: ModelClient = client();
    expect(await port.complete(body, signal)).toEqual({
      content: "{}",
      refusal: null,
      finishReason: "stop",
      usage: { inputTokens: 7, outputTokens: 3 },
      model: "gpt-5-mini-2025",
    });
    expect(seen[0]?.url).toBe("/v1/chat/completions");
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer key-1", "x-correlation-id": "the-correlation" });
  });

  it("reads the key again when it is refused, once", async () => {
    let key = "old";
    const one = client(() => key);
    tell = () => ({ status: 200, body: completion });
    await one.complete(body, signal);
    key = "new";
    tell = ({ headers }) =>
      headers.authorization === "Bearer new" ? { status: 200, body: completion } : { status: 401, body: {} };
    await one.complete(body, signal);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer old", "Bearer new"]);
  });

  it("passes a refusal on when the key has not changed", async () => {
    tell = () => ({ status: 401, body: { error: { message: "no" } } });
    await expect(client().complete(body, signal)).rejects.toMatchObject({ status: 401 });
    expect(seen).toHaveLength(1);
  });

  it("makes a call that failed once only, and keeps status and headers", async () => {
    tell = () => ({ status: 429, headers: { "retry-after": "7" }, body: { error: { message: "slow" } } });
    const error = await client()
      .complete(body, signal)
      .catch((thrown: unknown) => thrown as { status: number; headers: Headers });
    expect(error).toMatchObject({ status: 429 });
    expect((error as { headers: Headers }).headers.get("retry-after")).toBe("7");
    expect(seen).toHaveLength(1);
  });

  it("says that a key cannot be read, so that another provider can be asked", async () => {
    const unreadable = client(() => {
      throw new Failure("internal", "reading a secret failed.");
    });
    const failure = unreadable.complete(body, signal);
    await expect(failure).rejects.toMatchObject({ code: "model-unavailable", reason: "key-unreadable" });
    expect(seen).toEqual([]);
  });

  it("does not read an answer that is larger than any answer can be", async () => {
    tell = () => ({ status: 200, body: { ...completion, padding: "x".repeat(2_000_000) } });
    const failure = client().complete(body, signal);
    await expect(failure).rejects.toMatchObject({ code: "model-answer-invalid", reason: "answer-too-large" });
  });

  it.each([
    ["without choices", {}],
    ["with an empty list of them", { choices: [] }],
    ["with a choice that says nothing", { choices: [{ finish_reason: "stop" }] }],
  ])("refuses an answer %s", async (_, answer) => {
    tell = () => ({ status: 200, body: answer });
    await expect(client().complete(body, signal)).rejects.toMatchObject({ code: "model-answer-invalid" });
  });

  it("ends a call with its caller", async () => {
    const caller = new AbortController();
    tell = () => {
      caller.abort();
      return { status: 200, body: completion };
    };
    await expect(client().complete(body, caller.signal)).rejects.toThrow();
  });

  it("looks whether the provider knows a model", async () => {
    tell = ({ url }) =>
      url === "/v1/models/there" ? { status: 200, body: { id: "there" } } : { status: 404, body: {} };
    await client().probe("there", signal);
    await expect(client().probe("gone", signal)).rejects.toMatchObject({ status: 404 });
  });
});
