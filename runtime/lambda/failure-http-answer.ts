import type { Failure } from "../domain/failure.ts";
import { failureStatus, retryAfterSeconds, toldFailure } from "./failure-answer.ts";
import type { HttpAnswer } from "./http-route.ts";

/** The HTTP answer for a failure: `{error: {code, message, correlationId}}`, with `retry-after` where waiting helps. */
export function failureHttpAnswer(failure: Failure, correlationId: string): HttpAnswer {
  const seconds = retryAfterSeconds(failure);
  return {
    status: failureStatus(failure),
    body: { error: { ...toldFailure(failure), correlationId } },
    ...(seconds === undefined ? {} : { headers: { "retry-after": String(seconds) } }),
  };
}
