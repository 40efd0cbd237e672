import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { type buildConnector, Client } from "undici";
import { portOf, requestPath } from "../../ingest/parse.ts";
import { until } from "../../reliability/deadline.ts";
import type { ConnectorFor } from "./connector.ts";
import type { FetchLimits } from "./fetch-limits.ts";
import type { Target } from "./guard.ts";
import { ACCEPTED_ENCODINGS } from "./read-body.ts";
import { PRODUCT_TOKEN } from "./robots-file.ts";

export type Exchange = {
  /** One hop that passed the guard. */
  target: Target;
  headers: Readonly<Record<string, string>>;
  connectorFor: ConnectorFor;
  limits: FetchLimits;
};

/** The first value of a header by its name in lower case, or all of them as one list. */
export type Header = (name: string, which?: "first" | "all") => string | undefined;

export type HopResponse = { status: number; header: Header; body: Readable };

const HEADERS = { "user-agent": `${PRODUCT_TOKEN}/1`, "accept-encoding": ACCEPTED_ENCODINGS };

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Requests one hop over its own connection, which ends when `read` is done with the response and is never used again. */
export async function exchange<Answer>(
  { target, headers, connectorFor, limits }: Exchange,
  read: (response: HopResponse) => Promise<Answer>,
  signal: AbortSignal,
): Promise<{ location: string } | { answer: Answer }> {
  const connecting = withHangUp(connectorFor(target, limits.connectMs), signal);
  const client = new Client(`${target.url.scheme}://${target.url.host}:${portOf(target.url)}`, {
    connect: connecting.connect,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
  });
  try {
    const path = requestPath(target.url);
    const request = { path, method: "GET", headers: { ...HEADERS, ...headers }, signal } as const;
    // Before it is connected, undici does not hear the signal.
    const response = await until(client.request(request), signal);
    // The body is read or given up here; an abandoned one must not surface as an unhandled error.
    response.body.on("error", () => undefined);
    const header: Header = (name, which = "first") => {
      const values = [response.headers[name] ?? []].flat();
      return which === "first" || values.length === 0 ? values[0] : values.join(", ");
    };
    const location = header("location");
    if (REDIRECTS.has(response.statusCode) && location !== undefined) return { location: asUtf8(location) };
    return { answer: await read({ status: response.statusCode, header, body: response.body }) };
  } finally {
    connecting.done();
    // Not waited for: a caller who has left must not be held up by a connection that is still being made. How it ends changes
    // nothing for anyone: the answer, or why there is none, is on its way, and the connection is never used again.
    client.destroy().catch(() => undefined);
  }
}

/** Ends with the signal what the connector began; undici itself waits until the connection is made or fails. */
function withHangUp(connector: buildConnector.connector, signal: AbortSignal) {
  const opened = new Set<Socket>();
  const hangUp = () => {
    for (const socket of opened) socket.destroy(new Error("Nobody waits for this connection any more."));
  };
  signal.addEventListener("abort", hangUp, { once: true });
  const connect: buildConnector.connector = (options, callback) => {
    const socket: unknown = connector(options, callback);
    if (socket instanceof Socket) opened.add(socket);
    return socket;
  };
  return { connect, done: () => signal.removeEventListener("abort", hangUp) };
}

/** Header values arrive as one character a byte; a Location beyond ASCII is written in UTF-8, as browsers read it. */
function asUtf8(value: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch (error) {
    if (error instanceof TypeError) return value;
    throw error;
  }
}
