import type { Failure, FailureCode } from "../domain/failure.ts";

/** HTTP's word for each failure; one whose message may not be shown is told as `internal` or, when it may pass, `unavailable`. */
const STATUS = {
  "invalid-request": 400,
  unauthorized: 401,
  "not-found": 404,
  "job-unreadable": 500,
  "method-not-allowed": 405,
  "payload-too-large": 413,
  "unprocessable-url": 422,
  "budget-exhausted": 429,
  unavailable: 503,
  "deadline-exceeded": 504,
  "page-refused": 502,
  "page-unreachable": 502,
  "page-too-large": 502,
  "page-unsupported": 502,
  "model-refused": 502,
  "model-unavailable": 503,
  "model-answer-invalid": 502,
  "lost-race": 503,
  "illegal-transition": 500,
  "invalid-record": 500,
  "invalid-settings": 500,
  internal: 500,
} as const satisfies Record<FailureCode, number>;

const RETRY_SECONDS = 5;

export type ToldFailure = { readonly code: string; readonly message: string; readonly reason?: string };

/** What a caller is told of a failure: nothing of one that is not visible. */
export function toldFailure(failure: Failure): ToldFailure {
  if (failure.visible) {
    const { code, message, reason } = failure;
    return reason === undefined ? { code, message } : { code, message, reason };
  }
  return failure.retryable
    ? { code: "unavailable", message: "The service is busy with the same thing. Try again in a moment." }
    : { code: "internal", message: "Something failed inside the service. Report it with its correlation id." };
}

export function failureStatus(failure: Failure): number {
  return STATUS[failure.code];
}

/** Seconds for `retry-after`: what the failing side said, else a default where waiting helps. */
export function retryAfterSeconds(failure: Failure): number | undefined {
  const status = failureStatus(failure);
  return failure.retryAfter ?? (status === 503 || status === 429 ? RETRY_SECONDS : undefined);
}
