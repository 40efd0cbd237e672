import { expect, test } from "vitest";
import { apiOf } from "./api-client.ts";

const api = apiOf("preview");
const valid = { type: "sync", url: "https://example.com/" };

const ROWS = [
  { what: "a missing key", init: { headers: { "x-api-key": "" } }, body: valid, status: 401, code: "unauthorized" },
  { what: "a wrong key", init: { headers: { "x-api-key": "guess" } }, body: valid, status: 401, code: "unauthorized" },
  { what: "a body that is not JSON", body: "{type: sync", status: 400, code: "invalid-request" },
  { what: "an unknown type", body: { ...valid, type: "bulk" }, status: 400, code: "invalid-request" },
  { what: "an unknown extra field", body: { ...valid, colour: "red" }, status: 400, code: "invalid-request" },
  { what: "a missing url", body: { type: "sync" }, status: 400, code: "invalid-request" },
  {
    what: "a body of 300 KB",
    body: { ...valid, params: { note: "x".repeat(300 * 1024) } },
    status: 413,
    code: "payload-too-large",
  },
  { what: "an ftp url", body: { ...valid, url: "ftp://example.com/a" }, status: 422, code: "unprocessable-url" },
  { what: "a file url", body: { ...valid, url: "file:///etc/passwd" }, status: 422, code: "unprocessable-url" },
  {
    what: "a private address",
    body: { ...valid, url: "http://169.254.169.254/" },
    status: 422,
    code: "unprocessable-url",
  },
] as const;

test.each(ROWS)("$what is refused with $status $code and the correlation id", async (row) => {
  const { what, body, status, code } = row;
  const correlationId = `bad-input-${ROWS.findIndex((each) => each.what === what)}`;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "x-correlation-id": correlationId, ...("init" in row ? row.init.headers : {}) };
  const answer = await api.call("/jobs", { method: "POST", body: text, headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("x-correlation-id")).toBe(correlationId);
  expect(answer.body).toMatchObject({ error: { code, correlationId } });
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at .*\.(ts|mjs):/);
});

test("an unknown job is 404 and an unknown path is 404", async () => {
  expect((await api.get("/jobs/nobody")).body).toMatchObject({ error: { code: "not-found" } });
  expect((await api.get("/nowhere")).status).toBe(404);
});

test("a correlation id is made where none was sent", async () => {
  expect((await api.get("/jobs/nobody")).headers.get("x-correlation-id")).toMatch(/.{8,}/);
});
