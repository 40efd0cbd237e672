import { until } from "../../reliability/deadline.ts";
import { originOf, type Robots, type RobotsAsked, readRobots } from "./robots.ts";
import type { RobotsRule } from "./robots-file.ts";

/** The longest a shared request runs, whoever waits for it; reading has shorter limits of its own. */
const SHARED_MILLISECONDS = 10_000;

/** How long the rules of an origin are kept, and how long it is left alone after it could not tell them. */
const KEPT_MILLISECONDS = 60 * 60_000;
const PAUSE_MILLISECONDS = 30_000;

const KEPT_ORIGINS = 500;

/** Rules that take more than this many characters are read anew each time. */
const KEPT_LENGTH = 64 * 1024;

type Kept = { readonly rules: Promise<readonly RobotsRule[]>; expires: number };

/** Robots.txt files in this process: one request for many callers at once, kept for an hour, 500 origins at most. */
export function robotsCache({ read = readRobots, now = Date.now }: { read?: Robots; now?: () => number } = {}): Robots {
  const kept = new Map<string, Kept>();

  const readAgain = (asked: RobotsAsked, origin: string): Kept => {
    // The shared request ends by its own time, not by that of the caller who happened to be first.
    const entry: Kept = {
      rules: read(asked, AbortSignal.timeout(SHARED_MILLISECONDS)),
      expires: now() + KEPT_MILLISECONDS,
    };
    kept.delete(origin);
    kept.set(origin, entry);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_ORIGINS && oldest !== undefined) kept.delete(oldest);
    entry.rules.then(
      (rules) => {
        if (sizeOf(rules) > KEPT_LENGTH) entry.expires = 0;
      },
      () => {
        entry.expires = now() + PAUSE_MILLISECONDS;
      },
    );
    return entry;
  };

  return (asked, signal) => {
    const origin = originOf(asked.target);
    const entry = kept.get(origin);
    const current = entry !== undefined && entry.expires > now() ? entry : readAgain(asked, origin);
    return until(current.rules, signal);
  };
}

function sizeOf(rules: readonly RobotsRule[]): number {
  return rules.reduce((size, { pattern }) => size + pattern.length + 16, 0);
}
