import { asFailure, Failure } from "../domain/failure.ts";
import { correlationIdFrom } from "./correlation.ts";
import { corsHeaders } from "./cors.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import { failureHttpAnswer } from "./failure-http-answer.ts";
import { isHttpEvent, readHeaders } from "./http-event.ts";
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
  const served = async (asked: HttpExchange, context: LambdaContext | undefined): Promise<HttpResult> => {
    const started = performance.now();
    // Disposed of by hand: `using` costs more than all that the deadline does.
    const deadline = invocationDeadline(context, RESERVE_MILLISECONDS);
    let answer: HttpAnswer;
    try {
      answer = await exchange(asked, deadline.signal);
    } catch (error) {
      answer = refusal(asFailure(error), asked.correlationId);
    } finally {
      deadline[Symbol.dispose]();
    }
    report(answer.status, (performance.now() - started) / 1000);
    return resultOf(answer, asked.correlationId, corsHeaders(asked.headers.origin, origins));
  };
  return (event: unknown, context?: LambdaContext): Promise<HttpResult | SmokeAnswer> => {
    if (isSmokeTest(event)) return Promise.resolve(smokeAnswer(identity));
    if (!isHttpEvent(event)) return Promise.reject(new Failure("invalid-request", "This is no HTTP proxy event."));
    const headers = readHeaders(event.headers);
    const correlationId = correlationIdFrom(headers["x-correlation-id"]);
    const asked = { event, headers, correlationId, find, maxBodyBytes, isKey };
    const invocation = { identity, correlationId, write, fields: { method: event.httpMethod } };
    return runInvocation(invocation, () => served(asked, context));
  };
}

function refusal(failure: Failure, correlationId: string): HttpAnswer {
  const answer = failureHttpAnswer(failure, correlationId);
  if (answer.status >= 500) log({ level: "error", message: "request failed", error: failure });
  else log({ level: "info", message: "request refused", fields: { code: failure.code, detail: failure.message } });
  return answer;
}

function resultOf(answer: HttpAnswer, correlationId: string, cors: Readonly<Record<string, string>>): HttpResult {
  return {
    statusCode: answer.status,
    headers: {
      ...cors,
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-correlation-id": correlationId,
      ...answer.headers,
    },
    body: answer.body === undefined ? "" : JSON.stringify(answer.body),
  };
}

/** Seconds are told to the microsecond: more digits than the clock has cost time to write. */
function report(status: number, duration: number): void {
  const seconds = Math.round(duration * 1_000_000) / 1_000_000;
  const faults = status >= 500 ? 1 : 0;
  log({ level: faults === 1 ? "error" : "info", message: "request", fields: { status, seconds } });
  record({ "http.server.request.duration": seconds, "http.server.request.faults": faults }, { status });
}
