import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isFresh } from "./freshness.ts";
import { pages, type SitePage } from "./pages.ts";
import { plain, type Resource } from "./resource.ts";
import { resourceAt } from "./routes.ts";

/** The running sample site; `url` has no slash at its end. */
export interface Site {
  readonly url: string;
  readonly port: number;
  readonly pages: readonly SitePage[];
  /** Closes every connection and frees the port. */
  stop(): Promise<void>;
}

const common = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'self'; form-action 'none'; base-uri 'none'",
  "referrer-policy": "no-referrer",
};

async function send({
  request,
  response,
  resource,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  resource: Resource;
}): Promise<void> {
  const { status, headers, body } = resource;
  const asked = {
    ifNoneMatch: request.headers["if-none-match"],
    ifModifiedSince: request.headers["if-modified-since"],
  };
  if (status === 200 && isFresh({ asked, held: headers })) {
    const { "content-type": _, ...kept } = headers;
    response.writeHead(304, { ...common, ...kept }).end();
    return;
  }
  const length = Buffer.isBuffer(body) ? { "content-length": body.length } : {};
  response.writeHead(status, { ...common, ...headers, ...length });
  if (request.method === "HEAD") response.end();
  else if (Buffer.isBuffer(body)) response.end(body);
  else {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    await pipeline(Readable.from(body(gone.signal)), response);
  }
}

async function answer({
  request,
  response,
  origin,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  origin: string;
}): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    request.resume();
    const text = `This page takes GET and HEAD, not ${request.method}.`;
    await send({ request, response, resource: plain({ status: 405, text, headers: { allow: "GET, HEAD" } }) });
    return;
  }
  const target = request.url ?? "/";
  const url = URL.canParse(target, origin) ? new URL(target, origin) : undefined;
  const bad = plain({ status: 400, text: "The address cannot be read; give a path such as /article." });
  await send({ request, response, resource: url === undefined ? bad : await resourceAt({ url, origin }) });
}

/** Starts the sample site on the loopback interface; port 0, the default, takes a free one. */
export async function startSite({ port = 0 }: { readonly port?: number } = {}): Promise<Site> {
  let origin = "";
  const server = createServer((request, response) => {
    answer({ request, response, origin }).catch((error: unknown) => {
      if (response.destroyed) return;
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { "content-type": "text/plain; charset=utf-8" })
          .end(`The sample site failed: ${String(error)}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${taken}`;
  return {
    url: origin,
    port: taken,
    pages,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
