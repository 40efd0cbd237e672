export const PAGE_TYPES = ["text/html", "application/xhtml+xml", "text/plain"] as const;
export type PageType = (typeof PAGE_TYPES)[number];

/** A fetched page, decoded. */
export type Page = {
  /** The URL that answered, after all redirects, without fragment. */
  readonly url: string;
  readonly status: number;
  readonly contentType: PageType;
  /** The encoding the bytes were read in, by its WHATWG name. */
  readonly charset: string;
  /** The text of the body; markup unless the type is text/plain. */
  readonly html: string;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  /** The site said that the page is still what it was when it was last fetched; its text is the one that was kept then. */
  readonly notModified?: true;
};
