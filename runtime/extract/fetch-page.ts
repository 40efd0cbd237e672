import { Client } from "undici";
import { Failure } from "../domain/failure.ts";
import { portOf, requestPath, requestUrl } from "../ingest/parse.ts";
import { deadline } from "../reliability/deadline.ts";
import { type ConnectorFor, checkedConnector } from "./connector.ts";
import { readContentType } from "./content-type.ts";
import { decode } from "./decode.ts";
import { badStatus, fetchFailure, refused } from "./fetch-failure.ts";
import { FETCH_LIMITS, type FetchLimits } from "./fetch-limits.ts";
import { guardedWalk, type Lookup, type Target } from "./guard.ts";
import type { Page } from "./page.ts";
import { ACCEPTED_ENCODINGS, readBody, tooLarge } from "./read-body.ts";
import { systemLookup } from "./resolver.ts";

export type FetchPage = {
  url: string;
  /** Exact `host:port` targets of local development, for which only addresses, names and ports are not judged. */
  allowedTargets?: readonly string[];
  lookup?: Lookup;
  /** Opens the sockets of a hop that passed the guard. */
  connectorFor?: ConnectorFor;
  limits?: Partial<FetchLimits>;
};

type Answer = Omit<Page, "url">;

const HEADERS = {
  "user-agent": "AtlasCodex/1",
  accept: "text/html, application/xhtml+xml, text/plain;q=0.5",
  "accept-encoding": ACCEPTED_ENCODINGS,
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches one page through the guard, without proxy, cookies or credentials. Throws `page-refused` with the guard's or the
 * site's reason, `page-unreachable`, `page-too-large`, `page-unsupported` or `deadline-exceeded`.
 */
export async function fetchPage(fetch: FetchPage, signal: AbortSignal): Promise<Page> {
  const limits = { ...FETCH_LIMITS, ...fetch.limits };
  const connectorFor = fetch.connectorFor ?? checkedConnector;
  const limited = deadline(limits.totalMs, signal);
  try {
    const verdict = await guardedWalk<Answer>(
      {
        url: fetch.url,
        ...(fetch.allowedTargets ? { allowedTargets: fetch.allowedTargets } : {}),
        lookup: fetch.lookup ?? systemLookup,
        visit: (target, inner) => visit({ target, connectorFor, limits }, inner),
      },
      limited,
    );
    if (!verdict.allowed) throw refused(verdict);
    return { url: requestUrl(verdict.url), ...verdict.answer };
  } catch (error) {
    throw fetchFailure(error, limited);
  }
}

type Visiting = { target: Target; connectorFor: ConnectorFor; limits: FetchLimits };

/** One hop over its own connection, which is never used again. */
async function visit(
  { target, connectorFor, limits }: Visiting,
  signal: AbortSignal,
): Promise<{ location: string } | { answer: Answer }> {
  const client = new Client(`${target.url.scheme}://${target.url.host}:${portOf(target.url)}`, {
    connect: connectorFor(target, limits.connectMs),
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
  });
  try {
    const path = requestPath(target.url);
    const response = await client.request({ path, method: "GET", headers: HEADERS, signal });
    const header = (name: string) => [response.headers[name] ?? []].flat()[0];
    // The body is read or given up here; an abandoned one must not surface as an unhandled error.
    response.body.on("error", () => undefined);
    const location = header("location");
    if (REDIRECTS.has(response.statusCode) && location !== undefined) return { location };
    if (response.statusCode < 200 || response.statusCode > 299) {
      throw badStatus(response.statusCode, seconds(header("retry-after")));
    }
    const { type, charset } = readContentType(header("content-type"));
    if (!type) {
      throw new Failure("page-unsupported", "The URL does not lead to a page of HTML or plain text.", {
        reason: "content-type",
      });
    }
    if (Number(header("content-length")) > limits.wireBytes) throw tooLarge(limits.wireBytes, "as sent");
    const body = await readBody({ body: response.body, encoding: header("content-encoding"), limits }, signal);
    const { text, charset: encoding } = decode(body, charset);
    const answer = {
      status: response.statusCode,
      contentType: type,
      charset: encoding,
      html: text,
      fetchedAt: Date.now(),
    };
    return { answer };
  } finally {
    await client.destroy();
  }
}

function seconds(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}
