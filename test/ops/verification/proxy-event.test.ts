import { expect, test } from "vitest";
import { proxyEvent } from "../../../ops/verification/proxy-event.ts";
import { bodyJson, isHttpEvent, readHeaders } from "../../../runtime/lambda/http-event.ts";

const call = { masterKey: "key-1", correlationId: "verify-1" };

test.each([
  [
    { path: "/health?deep=1" },
    { httpMethod: "GET", path: "/health", queryStringParameters: { deep: "1" }, body: null },
  ],
  [{ path: "/jobs/a%2Fb" }, { httpMethod: "GET", path: "/jobs/a%2Fb", queryStringParameters: null }],
  [
    { path: "/jobs", body: { type: "sync" } },
    { httpMethod: "POST", path: "/jobs", body: '{"type":"sync"}' },
  ],
])("a call of %o is what API Gateway would send", (asked, expected) => {
  const event = proxyEvent({ ...call, ...asked });
  expect(event).toMatchObject(expected);
  expect(isHttpEvent(event)).toBe(true);
  expect(readHeaders(event.headers)).toEqual({ "x-api-key": "key-1", "x-correlation-id": "verify-1" });
});

test("a body arrives as it was given", () => {
  const body = { url: "https://example.com/ä" };
  expect(bodyJson(proxyEvent({ ...call, path: "/jobs", body }), 1_000)).toEqual(body);
});
