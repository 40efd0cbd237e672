import { asFailure } from "../domain/failure.ts";
import { correlationIdFrom } from "./correlation.ts";
import { corsHeaders } from "./cors.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import { failureHttpAnswer } from "./failure-http-answer.ts";
import { HttpEvent, readHeaders } from "./http-event.ts";
import { exchange, type HttpExchange } from "./http-exchange.ts";
import { type HttpAnswer, type HttpRoute, routeTable } from "./http-route.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

export type HttpEntryOptions = Pick<HttpExchange, "isKey" | "maxBodyBytes"> & {
  readonly identity: Identity;
  readonly routes: readonly HttpRoute[];
  /** Origins that may call from a browser. */
  readonly origins: readonly string[];
  readonly write?: (line: string) => void;
};

export type HttpResult = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Kept back from the function's time, for the answer itself. */
const RESERVE_MILLISECONDS = 500;

const record = metrics({ "http.server.request.duration": "Seconds", "http.server.request.faults": "Count" });

/** A Lambda handler for API Gateway's proxy events: routes, keys, bodies, failures, CORS, one log line and one metric a request. */
export function httpEntry({ identity, routes, origins, write = writeLine, isKey, maxBodyBytes }: HttpEntryOptions) {
  const find = routeTable(routes);
  return async (raw: unknown, context?: LambdaContext): Promise<HttpResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(identity);
    const started = performance.now();
    const event = HttpEvent.parse(raw);
    const headers = readHeaders(event.headers);
    const correlationId = correlationIdFrom(headers["x-correlation-id"]);
    return runInvocation({ identity, correlationId, write, fields: { method: event.httpMethod } }, async () => {
      using deadline = invocationDeadline(context, RESERVE_MILLISECONDS);
      const asked = { event, headers, correlationId, find, maxBodyBytes, isKey };
      const answer = await answerTo(asked, deadline.signal);
      report(answer.status, (performance.now() - started) / 1000);
      return {
        statusCode: answer.status,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "cache-control": "no-store",
          "x-correlation-id": correlationId,
          ...corsHeaders(headers.origin, origins),
          ...answer.headers,
        },
        body: answer.body === undefined ? "" : JSON.stringify(answer.body),
      };
    });
  };
}

async function answerTo(asked: HttpExchange, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    return await exchange(asked, signal);
  } catch (error) {
    const failure = asFailure(error);
    const answer = failureHttpAnswer(failure, asked.correlationId);
    if (answer.status >= 500) log({ level: "error", message: "request failed", error: failure });
    else log({ level: "info", message: "request refused", fields: { code: failure.code, detail: failure.message } });
    return answer;
  }
}

function report(status: number, seconds: number): void {
  const faults = status >= 500 ? 1 : 0;
  log({ level: faults === 1 ? "error" : "info", message: "request", fields: { status, seconds } });
  record({ "http.server.request.duration": seconds, "http.server.request.faults": faults }, { status });
}
