import { Failure } from "../domain/failure.ts";

/** What a provider's refusal of a call means, by its HTTP status; other statuses below 500 are a mistake of ours. */
const STATUSES: Readonly<Record<number, string>> = {
  401: "it refuses the service's key",
  402: "the service's credit is spent",
  403: "it refuses the service's key",
  404: "it does not know the model",
  408: "it took too long",
  409: "it is busy",
  429: "it limits the rate of calls",
};

/** What went wrong at the provider as a Failure: `model-unavailable` with the provider's own waiting time where it may pass. */
export function providerFailure(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.cause instanceof Failure) return error.cause;
  if (signal.aborted) {
    if (signal.reason instanceof Failure) return signal.reason;
    return new Failure("deadline-exceeded", "The model did not answer in time; try again later.", { cause: error });
  }
  if (!(error instanceof Error)) return error;
  const status = "status" in error && typeof error.status === "number" ? error.status : undefined;
  if (status === undefined) {
    return isConnection(error) ? unavailable("it cannot be reached", error, "connection") : error;
  }
  const code = "code" in error ? error.code : undefined;
  if (code === "insufficient_quota") return unavailable("the service's quota is spent", error, "quota-spent");
  if (code === "context_length_exceeded") {
    return new Failure("page-too-large", "The page is too long for the model; ask about a shorter page.", {
      reason: "context-length",
      cause: error,
    });
  }
  const meaning = STATUSES[status] ?? (status >= 500 ? "it has a problem of its own" : undefined);
  if (meaning) return unavailable(meaning, error, `status-${status}`);
  return new Failure("internal", "The model provider does not understand the service.", {
    reason: `status-${status}`,
    cause: error,
  });
}

function unavailable(meaning: string, error: Error, reason: string): Failure {
  const retryAfter = retryAfterOf(error);
  return new Failure("model-unavailable", `The model provider cannot be asked now: ${meaning}; try again later.`, {
    reason,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    cause: error,
  });
}

/** Errors of the provider's client whose status is empty, errors of the network, and bodies that broke off or are no JSON. */
function isConnection(error: Error): boolean {
  const told = "status" in error || "code" in error || error.name === "TimeoutError";
  return told || error instanceof SyntaxError || (error.cause instanceof Error && "code" in error.cause);
}

function retryAfterOf(error: Error): number | undefined {
  const headers = "headers" in error ? error.headers : undefined;
  const value = headers instanceof Headers ? headers.get("retry-after") : undefined;
  if (!value) return undefined;
  const seconds = /^\d{1,6}(?:\.\d{1,3})?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}
