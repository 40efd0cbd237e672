import { Failure } from "../../domain/failure.ts";
import { requestPath, requestUrl } from "../../ingest/parse.ts";
import { until } from "../../reliability/deadline.ts";
import type { Page } from "../page.ts";
import { isBinary } from "./binary.ts";
import type { ConnectorFor } from "./connector.ts";
import { readContentType } from "./content-type.ts";
import { decode } from "./decode.ts";
import { exchange, type HopResponse } from "./exchange.ts";
import { badStatus, refusedByRobots, seconds } from "./fetch-failure.ts";
import type { FetchLimits } from "./fetch-limits.ts";
import type { Lookup, Target } from "./guard.ts";
import { conditions, type RememberedPage, type Validators, validatorsOf } from "./page-memory.ts";
import { readBody, tooLarge } from "./read-body.ts";
import type { Robots } from "./robots.ts";
import { isAllowed } from "./robots-file.ts";

export type Visiting = {
  limits: FetchLimits;
  allowedTargets: readonly string[];
  lookup: Lookup;
  connectorFor: ConnectorFor;
  robots: Robots;
  robotsExemptHosts: readonly string[];
  /** What is known of the page from before; never rejects. */
  remembered?: Promise<RememberedPage | undefined>;
};

/** A page as it arrived, with its validators where it may be kept, or the word that it is still the remembered one. */
export type HopAnswer =
  | { page: Omit<Page, "url">; validators: Validators | undefined }
  | { unchanged: RememberedPage; fetchedAt: number };

const ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.5";

/** Asks the hop's robots.txt and then for its page. Throws `page-refused`, `page-unreachable`, `page-too-large` or `page-unsupported`. */
export async function visitPage(
  { target, ...visiting }: Visiting & { target: Target },
  signal: AbortSignal,
): Promise<{ location: string } | { answer: HopAnswer }> {
  await obeyRobots({ target, ...visiting }, signal);
  const { connectorFor, limits } = visiting;
  const known = await visiting.remembered;
  const asked = conditions(known, requestUrl(target.url));
  const headers = { accept: ACCEPT, ...asked };
  const read = async (response: HopResponse): Promise<HopAnswer> => {
    const isAsked = Object.keys(asked).length > 0;
    if (known && isAsked && response.status === 304) return { unchanged: known, fetchedAt: Date.now() };
    return pageIn(response, limits, signal);
  };
  return await exchange({ target, headers, connectorFor, limits }, read, signal);
}

async function obeyRobots(
  { target, robots, robotsExemptHosts, ...transport }: Visiting & { target: Target },
  signal: AbortSignal,
): Promise<void> {
  if (robotsExemptHosts.includes(target.url.name)) return;
  const rules = await until(robots({ target, ...transport }, signal), signal);
  if (!isAllowed(rules, requestPath(target.url))) throw refusedByRobots(target);
}

async function pageIn(
  { status, header, body: sent }: HopResponse,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<HopAnswer> {
  if (status < 200 || status > 299) throw badStatus(status, seconds(header("retry-after")));
  const { type, charset: label } = readContentType(header("content-type"));
  if (!type) throw noPage();
  if (Number(header("content-length")) > limits.wireBytes) throw tooLarge(limits.wireBytes, "as sent");
  const encoding = header("content-encoding", "all");
  const body = await readBody({ body: sent, encoding, limits, overflow: "refuse" }, signal);
  const { text: html, charset } = decode(body, label);
  if (isBinary(html)) throw noPage();
  const page = { status, contentType: type, charset, html, fetchedAt: Date.now() };
  return { page, validators: validatorsOf({ status, header }) };
}

function noPage(): Failure {
  return new Failure("page-unsupported", "The URL does not lead to a page of HTML or plain text.", {
    reason: "content-type",
  });
}
