import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Failure } from "../../../runtime/domain/failure.ts";
import { type HttpResult, httpEntry } from "../../../runtime/lambda/http-entry.ts";
import { httpRoute, httpRouteWithBody } from "../../../runtime/lambda/http-route.ts";
import { good, MAX, REQUESTS, type Sent } from "./http-requests.ts";
import { identity, writtenLines } from "./lines.ts";

const ORIGIN = "https://app.example";

function entry(write: (line: string) => void = () => undefined) {
  return httpEntry({
    identity,
    origins: [ORIGIN],
    maxBodyBytes: MAX,
    isKey: async (key) => key === "right",
    write,
    routes: [
      httpRouteWithBody({
        method: "POST",
        path: "/things",
        access: "key",
        body: z.strictObject({ kind: z.enum(["a", "b"]), size: z.number().optional() }),
        answer: async ({ body }) => ({ status: 201, body }),
      }),
      httpRoute({
        method: "GET",
        path: "/things/{id}",
        access: "key",
        answer: async ({ path, query }) => ({ status: 200, body: { id: path.id, query } }),
      }),
      httpRoute({
        method: "GET",
        path: "/fail/{how}",
        access: "open",
        async answer({ path: { how } }) {
          if (how === "bug")
            throw new TypeError("secret detail of the code", { cause: new Error("key sk-abcdef123456") });
          if (how === "busy") throw new Failure("unavailable", "The queue is full.", { retryAfter: 17 });
          if (how === "race") throw new Failure("lost-race", "Row 17 of table jobs.");
          throw new Failure("unprocessable-url", "The URL names a file.", { reason: "local-file" });
        },
      }),
      httpRoute({
        method: "GET",
        path: "/health",
        access: ({ deep }) => (deep === "1" ? "key" : "open"),
        answer: async () => ({ status: 200, body: {} }),
      }),
    ],
  });
}

async function ask({ method = "POST", path = "/things", body, base64, headers = {}, query }: Sent, call = entry()) {
  const event = {
    httpMethod: method,
    path,
    headers: { "X-Api-Key": "right", ...headers },
    queryStringParameters: query ?? null,
    body: body ?? null,
    isBase64Encoded: base64 ?? false,
  };
  const { statusCode, headers: told, body: text } = (await call(event)) as HttpResult;
  return { status: statusCode, headers: told, body: text === "" ? undefined : JSON.parse(text) };
}

describe("an HTTP entry", () => {
  it.each(REQUESTS)("%s", async (_, sent, status, code, message) => {
    const answer = await ask(sent);
    expect(answer.status).toBe(status);
    if (code !== undefined) expect(answer.body.error.code).toBe(code);
    if (message !== undefined) expect(answer.body.error.message).toMatch(message);
    if (status >= 400) expect(answer.body.error.correlationId).toBe(answer.headers["x-correlation-id"]);
  });

  it("refuses a request that brings no key at all", async () => {
    const answer = (await entry()({ httpMethod: "GET", path: "/things/1", headers: null })) as HttpResult;
    expect(answer.statusCode).toBe(401);
  });

  it("decodes the names in a path", async () => {
    expect((await ask({ method: "GET", path: "/things/a%2Fb", query: { x: "1" } })).body).toEqual({
      id: "a/b",
      query: { x: "1" },
    });
  });

  it("says when to come again", async () => {
    expect((await ask({ method: "GET", path: "/fail/busy" })).headers["retry-after"]).toBe("17");
  });

  it("tells the methods of a path in allow", async () => {
    expect((await ask({ method: "PUT" })).headers.allow).toBe("POST, OPTIONS");
  });

  it.each(["req-1", "01/ab:c.d=+_-", "x".repeat(128)])("takes over the correlation id %s", async (id) => {
    expect((await ask({ body: good, headers: { "X-Correlation-Id": id } })).headers["x-correlation-id"]).toBe(id);
  });

  it.each(["", "a b", "a\nb", "é", "x".repeat(129), '"'])("makes a new correlation id instead of %j", async (id) => {
    const made = (await ask({ body: good, headers: { "X-Correlation-Id": id } })).headers["x-correlation-id"];
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("answers a preflight of a listed origin without a key", async () => {
    const answer = await ask({ method: "OPTIONS", headers: { "X-Api-Key": "", origin: ORIGIN } });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": ORIGIN,
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers": "content-type, x-api-key, x-correlation-id",
      vary: "origin",
    });
  });

  it("tells another origin nothing", async () => {
    const answer = await ask({ method: "OPTIONS", headers: { origin: "https://app.example.evil.example" } });
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("lets a listed origin read failures too", async () => {
    const answer = await ask({ body: "{", headers: { Origin: ORIGIN } });
    expect(answer.headers).toMatchObject({ "access-control-allow-origin": ORIGIN });
    expect(answer.headers["access-control-expose-headers"]).toContain("x-correlation-id");
  });

  it("answers an empty event with what it is", async () => {
    expect(await entry()({})).toEqual({ smoke: true, ...identity });
  });

  it("writes one log line and one metric a request", async () => {
    const lines = writtenLines();
    await ask({ body: good, headers: { "x-correlation-id": "req-1" } }, entry(lines.write));
    expect(lines.logs()).toHaveLength(1);
    expect(lines.logs()[0]).toMatchObject({
      level: "info",
      message: "request",
      ...identity,
      correlationId: "req-1",
      method: "POST",
      route: "/things",
      status: 201,
    });
    expect(lines.metrics()).toHaveLength(1);
    expect(lines.metrics()[0]).toMatchObject({
      stage: "preview",
      function: "test",
      "http.server.request.faults": 0,
      _aws: { CloudWatchMetrics: [{ Namespace: "AtlasCodex", Dimensions: [["stage", "function"]] }] },
    });
  });

  it("logs a bug with its causes, and no secret", async () => {
    const lines = writtenLines();
    await ask({ method: "GET", path: "/fail/bug" }, entry(lines.write));
    const [line] = lines.logs();
    expect(line).toMatchObject({
      level: "error",
      error: { name: "Failure", cause: { name: "TypeError", cause: { message: "key sk-***" } } },
    });
    expect(JSON.stringify(lines.all())).not.toContain("abcdef123456");
  });

  it("never writes the key down", async () => {
    const lines = writtenLines();
    await ask({ body: "{", headers: { "X-Api-Key": "not-the-right-key" } }, entry(lines.write));
    await ask({ body: good }, entry(lines.write));
    expect(JSON.stringify(lines.all())).not.toMatch(/not-the-right-key|"right"/);
  });

  it("keeps the contexts of concurrent requests apart", async () => {
    const lines = writtenLines();
    const call = entry(lines.write);
    const ids = Array.from({ length: 20 }, (_, index) => `req-${index}`);
    const answers = await Promise.all(ids.map((id) => ask({ body: good, headers: { "x-correlation-id": id } }, call)));
    expect(answers.map(({ headers }) => headers["x-correlation-id"])).toEqual(ids);
    expect(lines.logs().map(({ correlationId }) => correlationId)).toEqual(expect.arrayContaining(ids));
  });
});
