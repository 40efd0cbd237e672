import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

const TOLD = "The security token included in the request is expired";
const AS_JSON = JSON.stringify({ __type: "ExpiredTokenException", message: TOLD });
const AS_XML = `<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>${TOLD}</Message></Error></ErrorResponse>`;

export type ExpiringRelay = {
  /** Where AWS is asked through it. */
  readonly url: string;
  /** From now on every signed request is refused, as AWS refuses credentials that were valid for a while. */
  expire(): void;
};

/** A relay before an AWS whose credentials can expire in the middle of something; it ends with the test. */
export async function expiringRelay(endpoint: string): Promise<ExpiringRelay> {
  let expired = false;
  const server = createServer((asked, answer) => {
    if (expired && asked.headers.authorization !== undefined) refuse(asked, answer);
    else pass(asked, answer, endpoint);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    expire() {
      expired = true;
    },
  };
}

function refuse(asked: IncomingMessage, answer: ServerResponse): void {
  asked.resume();
  const isQuery = asked.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const type = isQuery ? "text/xml" : "application/x-amz-json-1.1";
  answer.writeHead(isQuery ? 403 : 400, { "content-type": type, "x-amzn-errortype": "ExpiredTokenException" });
  answer.end(isQuery ? AS_XML : AS_JSON);
}

function pass(asked: IncomingMessage, answer: ServerResponse, endpoint: string): void {
  const { method, headers } = asked;
  const onward = request(new URL(asked.url ?? "/", endpoint), { method, headers }, (told) => {
    answer.writeHead(told.statusCode ?? 502, told.headers);
    told.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}
