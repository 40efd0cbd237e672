import type { Page, PageType } from "../page.ts";
import type { Header } from "./exchange.ts";

/** What is kept of a page that was fetched before, beside its text. */
export type RememberedPage = {
  /** The URL that answered 200, as it was requested. */
  readonly url: string;
  readonly contentType: PageType;
  readonly charset: string;
  /** Which version it was, in the server's own words; at least one is there. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** Where the store finds its text. */
  readonly body: string;
};

export type Validators = Pick<RememberedPage, "etag" | "lastModified">;

/** Pages seen before, by content id. */
export type PageMemory = {
  find(contentId: string, signal: AbortSignal): Promise<RememberedPage | undefined>;
  /** The page's text; undefined where it is gone, or is not what was stored. */
  read(page: RememberedPage, signal: AbortSignal): Promise<string | undefined>;
  keep(
    input: { contentId: string; page: Omit<RememberedPage, "body">; text: string },
    signal: AbortSignal,
  ): Promise<void>;
};

/** Longer pages are not kept, in UTF-16 units. */
const KEPT_LENGTH = 2_000_000;

const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const NOT_STORED = /(?:^|[\s,])(?:no-store|private)(?:$|[\s,;=])/i;

/** The validators of an answer that may be kept (RFC 9110 section 8.8, RFC 9111 section 3); undefined where nothing may be. */
export function validatorsOf({ status, header }: { status: number; header: Header }): Validators | undefined {
  const etag = header("etag");
  const lastModified = header("last-modified");
  const validators = {
    ...(etag !== undefined && ETAG.test(etag) ? { etag } : {}),
    ...(lastModified !== undefined && HTTP_DATE.test(lastModified) ? { lastModified } : {}),
  };
  const isKept =
    status === 200 && !NOT_STORED.test(header("cache-control", "all") ?? "") && !header("vary", "all")?.includes("*");
  return isKept && Object.keys(validators).length > 0 ? validators : undefined;
}

/** The headers that ask whether a remembered page is still the one; none for another URL than the one that answered. */
export function conditions(page: RememberedPage | undefined, url: string): Record<string, string> {
  if (page?.url !== url) return {};
  return {
    ...(page.etag === undefined ? {} : { "if-none-match": page.etag }),
    ...(page.lastModified === undefined ? {} : { "if-modified-since": page.lastModified }),
  };
}

/** Whether a page is short enough to be kept. */
export function isKeepable({ html }: Pick<Page, "html">): boolean {
  return html.length > 0 && html.length <= KEPT_LENGTH;
}
