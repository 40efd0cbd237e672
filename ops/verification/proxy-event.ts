import type { StageCall } from "./door.ts";

export type ProxyCall = Pick<StageCall, "masterKey" | "path" | "body" | "correlationId">;

/** API Gateway's proxy event (payload version 1) for a call of the API: the parts that functions read. */
export function proxyEvent({ masterKey, path, body, correlationId }: ProxyCall) {
  const { pathname, searchParams } = new URL(path, "https://api.invalid");
  return {
    httpMethod: body === undefined ? "GET" : "POST",
    path: pathname,
    headers: { "x-api-key": masterKey, "x-correlation-id": correlationId, "content-type": "application/json" },
    queryStringParameters: searchParams.size === 0 ? null : Object.fromEntries(searchParams),
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  };
}
