import { Failure } from "../../domain/failure.ts";
import type { FetchRefusal, Target } from "./guard.ts";

/** Codes of errors that mean the time for one phase of the fetch is over. */
const TIMEOUTS: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: "headers",
  UND_ERR_BODY_TIMEOUT: "idle",
};

/** What the guard's refusals mean, in words for the person who submitted the URL. */
const REFUSALS: Readonly<Partial<Record<FetchRefusal, string>>> = {
  "redirect-limit": "it redirects more than five times",
  "no-address": "its host name has no address; check the spelling",
  "private-resolution": "its host name leads to an address that is not public",
  "private-address": "it leads to an address that is not public",
  "private-name": "it leads to a name that is not on the public web",
};

/** The failure of a page that the guard refused at one hop; hop 0 is the submitted URL. */
export function refused({ reason, hop }: { reason: FetchRefusal; hop: number }): Failure {
  const why = REFUSALS[reason] ?? `its URL is refused as ${reason}`;
  return new Failure("page-refused", `The page may not be fetched: ${why}${after(hop)}.`, { reason });
}

/** The failure of a page that its site's robots.txt keeps from us, at one hop. */
export function refusedByRobots({ url, hop }: Target): Failure {
  return new Failure(
    "page-refused",
    `The page may not be fetched: the robots.txt of ${url.name} does not allow it${after(hop)}.`,
    { reason: "robots" },
  );
}

/** The failure of a page whose site cannot say now whether it may be fetched. */
export function robotsUnreachable({ cause, retryAfter }: { cause: unknown; retryAfter?: number }): Failure {
  return new Failure(
    "page-unreachable",
    "The page may not be fetched while its site's robots.txt cannot be read; try again later.",
    { reason: "robots-unreachable", cause, ...(retryAfter === undefined ? {} : { retryAfter }) },
  );
}

/** The seconds of a Retry-After header; absent where it is none, or a date. */
export function seconds(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

/** The failure of an answer that is no page: final for what the site refuses, to be tried again for what may pass. */
export function badStatus(status: number, retryAfter: number | undefined): Failure {
  const passing = status >= 500 || status === 408 || status === 425 || status === 429;
  return new Failure(
    passing ? "page-unreachable" : "page-refused",
    `The site answered ${status} instead of a page; ${passing ? "try again later" : "check the URL in a browser"}.`,
    { reason: `status-${status}`, ...(retryAfter === undefined ? {} : { retryAfter }) },
  );
}

/** What went wrong on the way to a page, as a Failure; errors that no network explains are passed on as they are. */
export function fetchFailure(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Failure) return error;
  if (signal.aborted) {
    return signal.reason instanceof Failure ? signal.reason : outOfTime("total", signal.reason);
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  const phase = TIMEOUTS[code];
  if (phase) return outOfTime(phase, error);
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return new Failure("page-too-large", "The site's answer has too many headers to be read.", { cause: error });
  }
  return new Failure("page-unreachable", `The page could not be fetched (${code}); try again later.`, {
    reason: code,
    cause: error,
  });
}

function outOfTime(reason: string, cause: unknown): Failure {
  return new Failure("deadline-exceeded", "The page did not arrive in time; try again later.", { reason, cause });
}

function after(hop: number): string {
  return hop === 0 ? "" : ` (after redirect ${hop})`;
}
