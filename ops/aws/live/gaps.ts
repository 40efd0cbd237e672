/** Something of the account that could not be read, and what it takes to read it. */
export type Gap = {
  service: string;
  /** The permission the call needs, as policies write it. */
  permission: string;
  /** What was asked about, where it was one thing. */
  on?: string | undefined;
  reason: string;
};

const DENIALS =
  /AccessDenied|AuthorizationError|Unauthorized|NotAuthorized|Forbidden|InvalidClientTokenId|ExpiredToken|UnrecognizedClient/i;
const THROTTLES = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded|ProvisionedThroughput/i;

/** Why a call gave no answer, in a few words; aborting is not a reason and is thrown on. */
export function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) throw error;
  if (!(error instanceof Error)) return String(error);
  const first = (error.message.split("\n")[0] ?? "").slice(0, 160);
  if (DENIALS.test(error.name)) return `refused (${error.name})`;
  if (THROTTLES.test(error.name)) return `still throttled after every retry (${error.name})`;
  return `${error.name}: ${first}`;
}

/** Whether an error is AWS's way of saying that there is none of what was asked for. */
export function isNamed(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
