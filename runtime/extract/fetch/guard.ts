import { isPublicAddress } from "../../ingest/address.ts";
import { addressIn, admit, isAllowedTarget } from "../../ingest/classify.ts";
import type { ParsedUrl } from "../../ingest/parse.ts";
import type { DeadLetterReason } from "../../ingest/reasons.ts";
import { resolveUrl } from "../../ingest/resolve.ts";
import { until } from "../../reliability/deadline.ts";

/** The most redirects that are followed; the next one is refused before it is looked at. */
export const MAX_REDIRECTS = 5;

export type FetchRefusal = DeadLetterReason | "redirect-limit" | "no-address" | "private-resolution";

/** Every IPv4 and IPv6 address of a host name, empty where it has none; rejects only when the answer cannot be had now. */
export type Lookup = (name: string, signal: AbortSignal) => Promise<readonly string[]>;

/** A request that passed the guard, with the only addresses its socket may be given. */
export type Target = { readonly url: ParsedUrl; readonly addresses: readonly string[]; readonly hop: number };

/** Makes the request of one hop: where it leads on to (a `Location` as sent), or what it answers. */
export type Visit<Answer> = (target: Target, signal: AbortSignal) => Promise<{ location: string } | { answer: Answer }>;

export type Verdict<Answer> =
  | { allowed: true; answer: Answer; url: ParsedUrl; connectsTo: readonly string[] }
  | { allowed: false; reason: FetchRefusal; hop: number };

export type Walk<Answer> = {
  url: string;
  /** Exact `host:port` targets of local development, for which only addresses, names and ports are not judged. */
  allowedTargets?: readonly string[];
  lookup: Lookup;
  visit: Visit<Answer>;
};

/** Leads a submitted URL through its redirects and judges every hop before it is visited (rules G1 to G6). */
export async function guardedWalk<Answer>(walk: Walk<Answer>, signal: AbortSignal): Promise<Verdict<Answer>> {
  const connectsTo = new Set<string>();
  let next: string | undefined = walk.url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (next === undefined) return { allowed: false, reason: "malformed", hop };
    const judged: { url: ParsedUrl; addresses: readonly string[] } | { reason: FetchRefusal } = await judge(
      { ...walk, url: next },
      signal,
    );
    if ("reason" in judged) return { allowed: false, reason: judged.reason, hop };
    for (const address of judged.addresses) connectsTo.add(address);
    const outcome = await walk.visit({ ...judged, hop }, signal);
    if ("answer" in outcome) {
      return { allowed: true, answer: outcome.answer, url: judged.url, connectsTo: [...connectsTo] };
    }
    next = resolveUrl(outcome.location, judged.url);
  }
  return { allowed: false, reason: "redirect-limit", hop: MAX_REDIRECTS + 1 };
}

async function judge(
  { url, allowedTargets = [], lookup }: Pick<Walk<unknown>, "url" | "allowedTargets" | "lookup">,
  signal: AbortSignal,
): Promise<{ url: ParsedUrl; addresses: readonly string[] } | { reason: FetchRefusal }> {
  const admission = admit(url, { allowedTargets });
  if ("reason" in admission) return admission;
  const literal = addressIn(admission.url);
  if (literal !== undefined) return { url: admission.url, addresses: [literal] };
  const addresses = await until(lookup(admission.url.name, signal), signal);
  if (addresses.length === 0) return { reason: "no-address" };
  const reachable = isAllowedTarget(admission.url, allowedTargets) || addresses.every(isPublicAddress);
  return reachable ? { url: admission.url, addresses } : { reason: "private-resolution" };
}
