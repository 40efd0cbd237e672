import { Failure } from "../../domain/failure.ts";
import { addressIn } from "../../ingest/classify.ts";
import { portOf } from "../../ingest/parse.ts";
import { deadline } from "../../reliability/deadline.ts";
import type { ConnectorFor } from "./connector.ts";
import { exchange, type HopResponse } from "./exchange.ts";
import { robotsUnreachable, seconds } from "./fetch-failure.ts";
import { FETCH_LIMITS, type FetchLimits } from "./fetch-limits.ts";
import { type FetchRefusal, guardedWalk, type Lookup, type Target } from "./guard.ts";
import { readBody } from "./read-body.ts";
import { parseRobots, type RobotsRule } from "./robots-file.ts";

export type RobotsAsked = {
  /** A hop that passed the guard; its origin's robots.txt is asked from the same addresses. */
  target: Target;
  allowedTargets: readonly string[];
  lookup: Lookup;
  connectorFor: ConnectorFor;
};

/** The rules of an origin; rejects with `page-unreachable` where they cannot be had now. */
export type Robots = (asked: RobotsAsked, signal: AbortSignal) => Promise<readonly RobotsRule[]>;

/** What reading one robots.txt may take, its redirects included; what is longer is cut (RFC 9309 section 2.5). */
const LIMITS: FetchLimits = { ...FETCH_LIMITS, totalMs: 5_000, wireBytes: 1024 * 1024, pageBytes: 500 * 1024 };

/** Refusals of the guard that mean: ask again; every other one is a redirect that leads nowhere on the public web. */
const PASSING: ReadonlySet<FetchRefusal> = new Set(["no-address"]);

/**
 * Reads the robots.txt of a hop's origin through the guard. Without one (an answer of 4xx, a redirect too many or to where
 * nothing public is) everything is allowed. One that cannot be had now (5xx, 429, silence, a broken connection) allows
 * nothing for now: RFC 9309 section 2.3.1.4 asks for a complete disallow, which is said as `page-unreachable`, so that the
 * page is tried again instead of refused for good.
 */
export const readRobots: Robots = async ({ target, allowedTargets, lookup, connectorFor }, signal) => {
  let judged = addressIn(target.url) === undefined ? target.addresses : undefined;
  const limited = deadline(LIMITS.totalMs, signal);
  try {
    const verdict = await guardedWalk<readonly RobotsRule[]>(
      {
        url: `${originOf(target)}/robots.txt`,
        allowedTargets,
        // The hop was looked up and judged a moment ago; only redirects ask again.
        lookup: (name, inner) => {
          const known = judged;
          judged = undefined;
          return known ? Promise.resolve(known) : lookup(name, inner);
        },
        visit: (hop, inner) => {
          const read = (response: HopResponse) => rulesIn(response, inner);
          return exchange(
            { target: hop, headers: { accept: "text/plain" }, connectorFor, limits: LIMITS },
            read,
            inner,
          );
        },
      },
      limited,
    );
    if (verdict.allowed) return verdict.answer;
    if (!PASSING.has(verdict.reason)) return [];
    throw robotsUnreachable({ cause: verdict.reason });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Failure && error.reason === "robots-unreachable"
      ? error
      : robotsUnreachable({ cause: error });
  }
};

/** Scheme, host and port, for which one robots.txt speaks. */
export function originOf({ url }: Target): string {
  return `${url.scheme}://${url.host}:${portOf(url)}`;
}

async function rulesIn({ status, header, body }: HopResponse, signal: AbortSignal): Promise<readonly RobotsRule[]> {
  if (status === 429 || status >= 500) {
    const retryAfter = seconds(header("retry-after"));
    throw robotsUnreachable({ cause: status, ...(retryAfter === undefined ? {} : { retryAfter }) });
  }
  if (status < 200 || status > 299) return [];
  const encoding = header("content-encoding");
  const bytes = await readBody({ body, encoding, limits: LIMITS, overflow: "cut" }, signal);
  return parseRobots(new TextDecoder().decode(bytes));
}
