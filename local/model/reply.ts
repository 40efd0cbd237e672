import type { ServerResponse } from "node:http";

/** Sends a JSON body with a status; every reply carries `x-stand-in`. */
export function sendJson({
  response,
  status,
  body,
  headers = {},
}: {
  response: ServerResponse;
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": bytes.length,
  });
  response.end(bytes);
}

/** Sends half of a JSON body and then nothing more, leaving the connection open. */
export function sendHalf({ response, body }: { response: ServerResponse; body: unknown }): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
}
