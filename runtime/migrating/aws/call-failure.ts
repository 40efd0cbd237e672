import { Failure } from "../../domain/failure.ts";

/** One call to AWS that a run makes. */
export type Call = {
  /** What is done, as it stands in a sentence: `writing an item`. */
  readonly what: string;
  /** The right it takes: `dynamodb:UpdateItem`. */
  readonly action: string;
  /** The table or bucket, with its kind: `the table atlas-codex-jobs-preview`. */
  readonly on: string;
};

type Told = { readonly name: string; readonly message: string };

type Kind = {
  readonly code: "not-found" | "unavailable" | "internal" | "invalid-record";
  readonly reason: string;
  readonly is: (told: Told) => boolean;
  readonly sentence: (call: Call) => string;
};

const named =
  (pattern: RegExp) =>
  ({ name }: Told) =>
    pattern.test(name);

/** Codes of sockets that gave up, and names of errors after which nobody knows what was done; an answer cut off is no JSON. */
const SILENT =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|TimeoutError|InternalServerError|InternalError|ServiceUnavailable|SyntaxError|TransactionInProgressException)$/;

/** Kinds of failures in the order in which they are looked for. */
const KINDS: readonly Kind[] = [
  {
    ...{ code: "internal", reason: "key" },
    is: ({ name, message }) => /^KMS/.test(name) || /\bkms:|KMS key/i.test(message),
    sentence: ({ what, on }) =>
      `The key that encrypts ${on} cannot be used, so ${what} failed. Check that the key is enabled and that you may use it.`,
  },
  {
    ...{ code: "not-found", reason: "missing" },
    is: named(/^(ResourceNotFoundException|TableNotFoundException|NoSuchBucket)$/),
    sentence: ({ on }) => `${capital(on)} does not exist. Check the stage, the account and the region.`,
  },
  {
    ...{ code: "internal", reason: "credentials" },
    is: named(
      /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|CredentialsProviderError|TokenProviderError|InvalidAccessKeyId|SignatureDoesNotMatch|MissingAuthenticationTokenException)$/,
    ),
    sentence: ({ what }) =>
      `The AWS credentials are missing, expired or not valid, so ${what} failed. Sign in again, then go on where it stopped.`,
  },
  {
    ...{ code: "internal", reason: "denied" },
    is: named(/^(AccessDenied(Exception)?|AllAccessDisabled|NotAuthorized)$/),
    sentence: ({ action, on }) => `You may not ${action} on ${on}. Ask for that right, then go on where it stopped.`,
  },
  {
    ...{ code: "unavailable", reason: "throttled" },
    is: named(
      /^(ProvisionedThroughputExceededException|ThrottlingException|RequestLimitExceeded|RequestThrottled|TooManyRequestsException|SlowDown|LimitExceededException)$/,
    ),
    sentence: ({ what, on }) => `${capital(on)} takes no more requests at the moment, so ${what} has to wait.`,
  },
  {
    ...{ code: "unavailable", reason: "no-answer" },
    is: ({ name, message }) => SILENT.test(name) || message.startsWith("Checksum mismatch"),
    sentence: ({ what, on }) => `${capital(on)} did not answer, so nobody knows whether ${what} was done.`,
  },
  {
    ...{ code: "invalid-record", reason: "too-large" },
    is: ({ name, message }) => name === "ValidationException" && /item size .*exceeded/i.test(message),
    sentence: () => "The item would be larger than the 400 KB that DynamoDB takes. Shorten it, then try again.",
  },
];

/** Seconds after which a throttled call makes sense again. */
const RETRY_AFTER = 1;

/**
 * Runs one call and turns what it throws into a Failure with a sentence: `not-found` for a table or bucket that is not
 * there; `unavailable` with the reason `throttled`, or `no-answer` where nobody knows whether it was done; `invalid-record`
 * with `too-large`; `internal` with `denied`, `credentials`, `key` or `failed`; `deadline-exceeded` when it was stopped.
 */
export async function calling<Answer>(call: Call, run: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  try {
    return await run();
  } catch (cause) {
    throw callFailure(call, cause, signal);
  }
}

function callFailure(call: Call, cause: unknown, signal: AbortSignal): Failure {
  if (cause instanceof Failure) return cause;
  if (signal.aborted) return new Failure("deadline-exceeded", `${capital(call.what)} was stopped.`, { cause });
  const told = toldBy(cause);
  const kind = KINDS.find(({ is }) => is(told));
  if (kind === undefined) {
    const why = told.message.split("\n")[0];
    return new Failure("internal", `${capital(call.what)} failed: ${why}`, { cause, reason: "failed" });
  }
  const later = kind.reason === "throttled" ? { retryAfter: RETRY_AFTER } : {};
  return new Failure(kind.code, kind.sentence(call), { cause, reason: kind.reason, ...later });
}

/** The name that says most: of a socket its code, of an answer without a name of ours its status. */
function toldBy(cause: unknown): Told {
  if (!(cause instanceof Error)) return { name: "", message: String(cause) };
  const { message } = cause;
  if ("code" in cause && typeof cause.code === "string" && /^E[A-Z_]+$/.test(cause.code)) {
    return { name: cause.code, message };
  }
  const { httpStatusCode: status = 0 } = ("$metadata" in cause ? cause.$metadata : {}) as { httpStatusCode?: number };
  const isKnown = KINDS.some(({ is }) => is({ name: cause.name, message }));
  return { name: !isKnown && status >= 500 ? "InternalServerError" : cause.name, message };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
