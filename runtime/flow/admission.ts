import { Failure } from "../domain/failure.ts";
import type { JobRequest } from "../domain/request.ts";
import { classify } from "../ingest/classify.ts";
import { requestDigest } from "../ingest/request-digest.ts";
import { exemptHosts } from "./robots-exemption.ts";

export type AdmissionRules = {
  /** What is wrong with a JSON Schema that was asked for; empty when it can be used. */
  readonly checkSchema: (schema: Readonly<Record<string, unknown>>) => readonly string[];
  /** Exact host:port targets of the embedded mode. */
  readonly allowedTargets: readonly string[];
  /** Hosts whose robots.txt a job may have ignored; none when absent. */
  readonly robotsExemptHosts?: readonly string[];
};

export type Admitted = { readonly contentId: string; readonly digest: string };

/** Why a URL is no page, in words; other reasons speak for themselves. */
const REASONS: Readonly<Record<string, string>> = {
  "local-file": "it names a file on a computer, not a page on the web",
  "no-scheme": "it does not start with http:// or https://",
  "unsupported-scheme": "only http and https are fetched",
  "private-address": "it leads to an address that is not public",
  "private-name": "it leads to a name that is not on the public web",
  "credentials-in-url": "it carries a user name or a password",
  empty: "it is empty",
};

/** Judges a request before anything is written: throws `invalid-request` or `unprocessable-url`; else what identifies it. */
export function admit(request: JobRequest, rules: AdmissionRules): Admitted {
  const { checkSchema, allowedTargets, robotsExemptHosts = [] } = rules;
  const { type, url, params } = request;
  if (type === "sync" && params.instructions !== undefined) {
    throw new Failure(
      "invalid-request",
      "params.instructions: needs a model, and a sync job never asks one; use ai-process or async.",
    );
  }
  const problems = params.schema === undefined ? [] : checkSchema(params.schema);
  if (problems.length > 0) throw new Failure("invalid-request", `params.schema: ${problems.slice(0, 5).join("; ")}`);
  const found = classify(url, { allowedTargets });
  if (found.class === "dead-letter") {
    const why = REASONS[found.reason] ?? found.reason;
    throw new Failure("unprocessable-url", `The URL cannot be processed: ${why}.`, { reason: found.reason });
  }
  exemptHosts({ url, params, allowedTargets, robotsExemptHosts });
  const { contentId } = found;
  return { contentId, digest: requestDigest({ contentId, params, type }) };
}
