import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { requireKey } from "./access.ts";
import { type Call, CallLog } from "./call-log.ts";
import { FaultQueue } from "./fault-queue.ts";
import { Refusal } from "./refusal.ts";
import { sendJson } from "./reply.ts";
import { routeOf } from "./routes.ts";

/** A running stand-in; `url` is the base URL to give a client (`http://127.0.0.1:PORT/v1`). */
export interface ModelStandIn {
  readonly url: string;
  readonly port: number;
  /** Closes every connection, answered or not, and frees the port. */
  stop(): Promise<void>;
}

export interface ModelStandInOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The bearer keys that are let in; without them no key is asked for. */
  readonly keys?: readonly string[];
  /** The clock that shutdown dates are measured with. */
  readonly now?: () => Date;
  /** Takes one line a call; nothing is logged without it. */
  readonly log?: (line: string) => void;
}

const header = (request: IncomingMessage, name: string): string | undefined => request.headers[name]?.toString();

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal({ status: 500, type: "server_error", message: `The model stand-in itself failed: ${message}` });
}

/** Starts an OpenAI-compatible server on the loopback interface that answers by rules from the text it is sent: a stand-in for a language model, not one. */
export async function startModelStandIn({
  port = 0,
  keys,
  now = () => new Date(),
  log,
}: ModelStandInOptions = {}): Promise<ModelStandIn> {
  const calls = new CallLog();
  const queue = new FaultQueue();

  const visit = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = now();
    const method = request.method ?? "GET";
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    const requestId = `req_standin_${randomUUID().replaceAll("-", "")}`;
    response.setHeader("x-stand-in", "model");
    response.setHeader("x-request-id", requestId);
    let call: Call = {
      at: at.toISOString(),
      requestId,
      path,
      model: undefined,
      correlationId: header(request, "x-correlation-id"),
      status: "none",
    };
    const note = (known: Partial<Call>): void => {
      call = { ...call, ...known };
    };
    try {
      if (path.startsWith("/v1/")) requireKey({ authorization: header(request, "authorization"), keys });
      await routeOf({ method, path })({ request, response, at, queue, calls, path, note });
    } catch (error) {
      const refusal = refusalOf(error);
      note({ status: refusal.status, code: refusal.code });
      sendJson({ response, status: refusal.status, body: refusal.body, headers: refusal.headers });
    }
    if (path.startsWith("/v1/")) calls.add(call);
    const { model = "-", status, fault = "-", correlationId = "-" } = call;
    log?.(
      `model stand-in: ${method} ${path} model=${model} status=${status} fault=${fault} correlation=${correlationId}`,
    );
  };

  const server = createServer((request, response) => void visit(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}/v1`,
    port: taken,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
