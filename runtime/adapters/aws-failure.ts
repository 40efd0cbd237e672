import { Failure } from "../domain/failure.ts";

/** Names of AWS errors that mean: not now. */
const PASSING = new Set([
  "InternalServerError",
  "InternalServiceError",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "ServiceUnavailable",
  "SlowDown",
  "ThrottlingException",
  "TimeoutError",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

/** Codes of sockets that gave up. */
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);

/**
 * A call to AWS that failed, as a Failure: `unavailable` for what may pass, `deadline-exceeded` when the caller's time
 * ended, `internal` for everything else (a right that is missing, a resource that is not there). `what` names the call.
 */
function awsFailure(what: string, error: unknown, signal: AbortSignal): Failure {
  if (error instanceof Failure) return error;
  if (signal.aborted) {
    return new Failure("deadline-exceeded", `The time was over before ${what} was done. Try again.`, { cause: error });
  }
  if (isPassing(error)) {
    return new Failure("unavailable", "The service cannot take this now. Try again in a moment.", { cause: error });
  }
  return new Failure("internal", `${what} failed.`, { cause: error });
}

/** Runs one call and turns what it throws into a Failure. */
export async function calling<Answer>(what: string, call: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw awsFailure(what, error, signal);
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (PASSING.has(error.name)) return true;
  if ("code" in error && typeof error.code === "string" && NETWORK.has(error.code)) return true;
  const metadata = "$metadata" in error ? (error.$metadata as { httpStatusCode?: number } | undefined) : undefined;
  return (metadata?.httpStatusCode ?? 0) >= 500;
}
