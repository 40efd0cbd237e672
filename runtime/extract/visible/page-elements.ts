import { addressesAsked, linkLines, type Wanted } from "../fill/link-lines.ts";
import { type Listing, listingsIn, shownIn } from "../fill/listings.ts";
import type { Elements } from "../fill/sources.ts";
import type { Page } from "../page.ts";
import { type DomDocument, parseDocument } from "../reduce/dom.ts";

export type PageElements = Elements & {
  /**
   * The addresses that are asked for, as lines to stand below the page's reduced text: evidence for an address points into
   * them. Empty where none is asked for, and for plain text.
   */
  readonly addresses: (wanted: Wanted) => string;
};

/** What a page's elements say beyond its text. The page is parsed again for it, once, and only where it is asked. */
export function elementsOf(page: Pick<Page, "html" | "contentType" | "url">): PageElements {
  const pageUrl = page.url;
  let parsed: DomDocument | undefined;
  let listings: readonly Listing[] | undefined;
  let shown: ReturnType<typeof shownIn> | undefined;
  const document = () => {
    parsed ??= parseDocument(page.html);
    return parsed;
  };
  if (page.contentType === "text/plain") return { listings: () => [], shown: () => ({}), addresses: () => "" };
  return {
    listings: () => {
      listings ??= listingsIn(document(), pageUrl);
      return listings;
    },
    shown: () => {
      shown ??= shownIn(document(), pageUrl);
      return shown;
    },
    addresses: (wanted) => {
      const asked = addressesAsked(wanted);
      return asked.links || asked.pictures ? linkLines({ document: document(), pageUrl, asked }) : "";
    },
  };
}
