import { Failure } from "../domain/failure.ts";
import { preflightHeaders } from "./cors.ts";
import { failureHttpAnswer } from "./failure-http-answer.ts";
import { bodyJson, type HttpEvent, type ReadHeaders } from "./http-event.ts";
import type { HttpAnswer, routeTable } from "./http-route.ts";
import { annotate } from "./invocation.ts";

export type HttpExchange = {
  readonly event: HttpEvent;
  readonly headers: ReadHeaders;
  readonly correlationId: string;
  readonly find: ReturnType<typeof routeTable>;
  readonly maxBodyBytes: number;
  readonly isKey: (key: string, signal: AbortSignal) => Promise<boolean>;
};

/** The answer to one request: path, then method, then key, then body; each refusal is a failure or an answer of its own. */
export async function exchange(asked: HttpExchange, signal: AbortSignal): Promise<HttpAnswer> {
  const { event, correlationId } = asked;
  const match = asked.find(event.httpMethod, event.path);
  if (match.found === "nothing") throw new Failure("not-found", "There is nothing at this path.");
  if (match.found === "other-method") {
    annotate({ route: match.pattern });
    const allow = match.allow.join(", ");
    if (event.httpMethod === "OPTIONS") {
      return { status: 204, body: undefined, headers: { allow, ...preflightHeaders(match.allow) } };
    }
    const failure = new Failure("method-not-allowed", `This path takes ${allow} only.`);
    return { ...failureHttpAnswer(failure, correlationId), headers: { allow } };
  }
  const { route, path } = match;
  annotate({ route: route.path });
  const query = event.queryStringParameters ?? {};
  const access = typeof route.access === "function" ? route.access(query) : route.access;
  if (access === "key" && !(await asked.isKey(sentKey(asked.headers), signal))) {
    throw new Failure("unauthorized", "The key in x-api-key is not valid here.");
  }
  const body = route.takesBody ? bodyJson(event, route.maxBodyBytes ?? asked.maxBodyBytes) : undefined;
  return await route.answer({ body, path, query, correlationId }, signal);
}

function sentKey({ "x-api-key": key = "" }: ReadHeaders): string {
  if (key === "") throw new Failure("unauthorized", "A key is missing. Send it in the header x-api-key.");
  return key;
}
