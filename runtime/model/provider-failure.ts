import { Failure } from "../domain/failure.ts";

/** What a provider's refusal of a call means, by its HTTP status; other statuses below 500 are a mistake of ours. */
const MEANINGS: Readonly<Record<number, string>> = {
  401: "it refuses the service's key",
  403: "it refuses the service's key",
  404: "it does not know the model",
  408: "it took too long",
  409: "it is busy",
  429: "it limits the rate of calls",
};

/** What went wrong at the provider as a Failure: `model-unavailable` with the provider's own waiting time where it may pass. */
export function providerFailure(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Failure) return error;
  if (signal.aborted) {
    if (signal.reason instanceof Failure) return signal.reason;
    return new Failure("deadline-exceeded", "The model did not answer in time; try again later.", { cause: error });
  }
  if (!(error instanceof Error)) return error;
  const status = "status" in error && typeof error.status === "number" ? error.status : undefined;
  if (status === undefined) return isConnection(error) ? unavailable("it cannot be reached", error) : error;
  const meaning = MEANINGS[status] ?? (status >= 500 ? "it has a problem of its own" : undefined);
  if (meaning) return unavailable(meaning, error, { reason: `status-${status}` });
  return new Failure("internal", "The model provider does not understand the service.", {
    reason: `status-${status}`,
    cause: error,
  });
}

function unavailable(meaning: string, error: Error, options: { reason?: string } = {}): Failure {
  const retryAfter = retryAfterOf(error);
  return new Failure("model-unavailable", `The model provider cannot be asked now: ${meaning}; try again later.`, {
    ...options,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    cause: error,
  });
}

/** Errors of the provider's client whose status is empty, and errors of the network. */
function isConnection(error: Error): boolean {
  return "status" in error || "code" in error || error.name === "TimeoutError";
}

function retryAfterOf(error: Error): number | undefined {
  const headers = "headers" in error ? error.headers : undefined;
  const value = headers instanceof Headers ? headers.get("retry-after") : undefined;
  if (!value) return undefined;
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}
