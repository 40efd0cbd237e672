import { isIPv4 } from "node:net";
import { isPublicAddress } from "./address.ts";
import { BLOCKED_PORTS } from "./blocked-ports.ts";
import { contentId } from "./content-id.ts";
import { normalForm } from "./normalise.ts";
import { type ParsedUrl, parseUrl, portOf } from "./parse.ts";
import { isPrivateName } from "./private-names.ts";
import type { DeadLetterReason } from "./reasons.ts";
import { syntaxProblem, trimmed } from "./syntax.ts";

/** The longest URL, submitted or normalised, in bytes of UTF-8 (RFC 9110 section 4.1). */
export const MAX_URL_BYTES = 8_000;

export type Classification =
  | { class: "processable"; normalised: string; contentId: string }
  | { class: "dead-letter"; reason: DeadLetterReason };

export type ClassifyOptions = {
  /** Exact `host:port` targets of local development for which addresses, names and ports are not judged. */
  allowedTargets?: readonly string[];
};

/** What becomes of a submitted string: a page with its key, or a dead letter with its reason. Never throws; linear in the input. */
export function classify(url: string, options: ClassifyOptions = {}): Classification {
  const admission = admit(url, options);
  if ("reason" in admission) return { class: "dead-letter", reason: admission.reason };
  return { class: "processable", normalised: admission.normalised, contentId: contentId(admission.normalised) };
}

export type Admission = { url: ParsedUrl; normalised: string } | { reason: DeadLetterReason };

/** The parsed and the normal form of a URL that may be processed, or the reason of the first step that refuses it. */
export function admit(url: string, options: ClassifyOptions = {}): Admission {
  const text = trimmed(url);
  const syntax = syntaxProblem(text, MAX_URL_BYTES);
  if (syntax) return { reason: syntax };
  const parsed = parseUrl(text);
  if (!parsed) return { reason: "malformed" };
  const address = addressIn(parsed);
  if (address === undefined && !isDnsName(parsed.name)) return { reason: "malformed" };
  const reach = isAllowedTarget(parsed, options.allowedTargets) ? undefined : reachProblem(parsed, address);
  if (reach) return { reason: reach };
  const normalised = normalForm(parsed);
  return normalised.length > MAX_URL_BYTES ? { reason: "too-long" } : { url: parsed, normalised };
}

/** The IP address that a parsed URL names directly, without brackets; undefined where its host is a name. */
export function addressIn(url: ParsedUrl): string | undefined {
  if (url.host.startsWith("[")) return url.host.slice(1, -1);
  return isIPv4(url.host) ? url.host : undefined;
}

/** Whether a parsed URL leads to one of the exact `host:port` targets. */
export function isAllowedTarget(url: ParsedUrl, targets: readonly string[] = []): boolean {
  return targets.length > 0 && targets.includes(`${url.name}:${portOf(url)}`);
}

function reachProblem(url: ParsedUrl, address: string | undefined): DeadLetterReason | undefined {
  if (address !== undefined && !isPublicAddress(address)) return "private-address";
  if (address === undefined && isPrivateName(url.name)) return "private-name";
  return url.port !== "" && BLOCKED_PORTS.has(url.port) ? "blocked-port" : undefined;
}

function isDnsName(name: string): boolean {
  return name.length <= 253 && name.split(".").every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}
