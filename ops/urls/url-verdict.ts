import { guardedWalk, type Lookup, type Verdict } from "../../runtime/extract/fetch/guard.ts";
import { addressIn, type Classification, classify } from "../../runtime/ingest/classify.ts";
import { type ParsedUrl, parseUrl } from "../../runtime/ingest/parse.ts";
import { trimmed } from "../../runtime/ingest/syntax.ts";
import type { Submission } from "./submission.ts";

type Fetch =
  | { fetch: "allowed"; connectsTo: readonly string[] }
  | { fetch: "refused"; why: string; hop: number }
  | { fetch?: never };

/** What becomes of a submitted string and, where it can be said, whether the worker would fetch it. */
export type UrlVerdict = Classification & Fetch;

/** Classifies one submission and leads it through the worker's own guard, with DNS and HTTP from the line alone. */
export async function verdictOn(submission: Submission, signal: AbortSignal): Promise<UrlVerdict> {
  const classification = classify(submission.url);
  const url = classification.class === "processable" ? parseUrl(trimmed(submission.url)) : undefined;
  if (!isDecided(submission, url)) return classification;
  const redirects = [...(submission.redirects ?? [])].values();
  const verdict = await guardedWalk(
    {
      url: submission.url,
      lookup: lookupIn(submission, url?.name),
      visit: async () => {
        const { value: location } = redirects.next();
        return location === undefined ? { answer: undefined } : { location };
      },
    },
    signal,
  );
  return { ...classification, ...fetchOf(verdict) };
}

/** A line without answers says nothing of a name; a dead letter, which has no URL here, and an address need none. */
function isDecided({ resolves, hosts }: Submission, url: ParsedUrl | undefined): boolean {
  return Boolean(resolves ?? hosts) || url === undefined || addressIn(url) !== undefined;
}

function fetchOf(verdict: Verdict<unknown>): Fetch {
  return verdict.allowed
    ? { fetch: "allowed", connectsTo: verdict.connectsTo }
    : { fetch: "refused", why: verdict.reason, hop: verdict.hop };
}

function lookupIn({ resolves, resolvesThen, hosts }: Submission, own: string | undefined): Lookup {
  const answers = new Map(Object.entries(hosts ?? {}).map(([name, addresses]) => [nameOf(name), addresses]));
  let asked = 0;
  return async (name) => {
    const first = (name === own ? resolves : undefined) ?? answers.get(name) ?? [];
    if (name !== own) return first;
    asked += 1;
    return (asked > 1 ? resolvesThen : undefined) ?? first;
  };
}

/** A name as the guard asks for it. */
function nameOf(written: string): string {
  return parseUrl(`http://${written}/`)?.name ?? written;
}
