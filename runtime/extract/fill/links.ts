import { type DomDocument, type DomElement, isElement, walk } from "../reduce/dom.ts";
import { withoutInvisible } from "../visible/invisible.ts";
import { isUnseen } from "../visible/visibility.ts";

/** A link or a picture that a reader sees. */
export type Link = { readonly url: string; readonly text: string };

const MAX_ADDRESS = 500;
const MAX_WORDS = 80;

/** The visible links and pictures of a document in its order, each address once, resolved against the page's own. */
export function linksIn(document: DomDocument, pageUrl: string): { links: Link[]; pictures: Link[] } {
  const links = new Map<string, Link>();
  const pictures = new Map<string, Link>();
  const base = baseOf(document, pageUrl);
  walk(document.body, {
    enter(node) {
      if (!isElement(node)) return "over";
      if (node.localName === "img") add(pictures, pictureOf(node), "");
      if (isUnseen(node)) return "over";
      if (node.localName === "a") add(links, node.getAttribute("href"), wordsOf(node));
      return "into";
    },
  });
  return { links: [...links.values()], pictures: [...pictures.values()] };

  function add(found: Map<string, Link>, address: string | null, text: string): void {
    const url = resolved(address, base);
    if (url !== undefined && !found.get(url)?.text) found.set(url, { url, text });
  }
}

/** Where a document's relative addresses begin. */
export function baseOf(document: DomDocument, pageUrl: string): string {
  const href = document.querySelector("base[href]")?.getAttribute("href") ?? "";
  return URL.canParse(href, pageUrl) ? new URL(href, pageUrl).href : pageUrl;
}

/** An address as a whole; undefined for one that leads nowhere on the web. */
export function resolved(address: string | null, base: string): string | undefined {
  if (address === null || address.trim() === "" || !URL.canParse(address, base)) return undefined;
  const { href, protocol } = new URL(address, base);
  return /^https?:$/.test(protocol) && href.length <= MAX_ADDRESS ? href : undefined;
}

/** The address of a picture, also of one that a script loads late. */
export function pictureOf(image: DomElement): string | null {
  return image.getAttribute("data-src") ?? image.getAttribute("src");
}

function wordsOf(link: DomElement): string {
  return withoutInvisible(link.textContent ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_WORDS);
}
