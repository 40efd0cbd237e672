/** What each kind of failure means: may its message be shown to a caller, and may the same request succeed when tried again. */
const KINDS = {
  "invalid-request": { visible: true, retryable: false },
  unauthorized: { visible: true, retryable: false },
  "not-found": { visible: true, retryable: false },
  "job-unreadable": { visible: true, retryable: false },
  "method-not-allowed": { visible: true, retryable: false },
  "payload-too-large": { visible: true, retryable: false },
  "unprocessable-url": { visible: true, retryable: false },
  "budget-exhausted": { visible: true, retryable: false },
  unavailable: { visible: true, retryable: true },
  "deadline-exceeded": { visible: true, retryable: true },
  "page-refused": { visible: true, retryable: false },
  "page-unreachable": { visible: true, retryable: true },
  "page-too-large": { visible: true, retryable: false },
  "page-unsupported": { visible: true, retryable: false },
  "model-refused": { visible: true, retryable: false },
  "model-unavailable": { visible: true, retryable: true },
  "model-answer-invalid": { visible: true, retryable: false },
  "lost-race": { visible: false, retryable: true },
  "illegal-transition": { visible: false, retryable: false },
  "invalid-record": { visible: false, retryable: false },
  "invalid-settings": { visible: false, retryable: false },
  internal: { visible: false, retryable: false },
} as const satisfies Record<string, { visible: boolean; retryable: boolean }>;

export type FailureCode = keyof typeof KINDS;

export type FailureOptions = {
  /** The machine-readable reason within the code, for example `local-file` within `unprocessable-url`. */
  reason?: string;
  /** Seconds after which a retry makes sense, where the failing side said so. */
  retryAfter?: number;
  cause?: unknown;
};

/** The one error class of the house: a closed code, a sentence for a person, and what a caller may do about it as data. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;
  readonly reason: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: FailureCode, message: string, options: FailureOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.reason = options.reason;
    this.retryAfter = options.retryAfter;
  }

  /** Whether the message may leave the system. */
  get visible(): boolean {
    return KINDS[this.code].visible;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return KINDS[this.code].retryable;
  }
}

/** Any thrown value as a Failure: one of ours as it is, everything else as `internal` with the original as its cause. */
export function asFailure(error: unknown): Failure {
  return error instanceof Failure
    ? error
    : new Failure("internal", "Something failed inside the service.", { cause: error });
}
