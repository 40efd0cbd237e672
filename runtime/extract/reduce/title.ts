import { fold } from "../values/folded.ts";

/** What divides a title from the name of its site. */
const DIVIDER = /\s+[|–—·•»«:>-]+\s+|\s*[｜|_]\s*/u;

/** The most words that the name of a site has, and the least that a title has beside it where nothing else tells them apart. */
const SITE_WORDS = 4;
const TITLE_WORDS = 3;

export type WrittenTitle = {
  readonly title: string;
  /** Names under which the page's site is known. */
  readonly sites: readonly string[];
  /** What readers see as headings of the page. */
  readonly headings: readonly string[];
};

/** A title without the name of its site before or after it: what a heading repeats, else what is left without a known or a short last part. */
export function withoutSite({ title, sites, headings }: WrittenTitle): string {
  const key = keyOf(title);
  const parts = title.split(DIVIDER).filter((part) => part !== "");
  if (parts.length < 2 || headings.some((heading) => keyOf(heading) === key)) return title;
  const repeated = headings.map(keyOf).find((heading) => heading !== "" && isEdge(key, heading));
  if (repeated !== undefined) return slice(title, repeated);
  const known = new Set(sites.map(keyOf));
  const [head = "", tail = ""] = [parts[0], parts.at(-1)];
  if (known.has(keyOf(tail)) || isShortSite(title, tail))
    return title.slice(0, title.lastIndexOf(tail)).replace(END, "");
  return known.has(keyOf(head)) ? title.slice(title.indexOf(head) + head.length).replace(START, "") : title;
}

const END = /[\s|–—·•»«:>｜_-]+$/u;
const START = /^[\s|–—·•»«:>｜_-]+/u;

/** Whether a heading is the beginning or the end of a title, with a divider beside it. */
function isEdge(title: string, heading: string): boolean {
  if (title.startsWith(heading)) return END.test(title.slice(heading.length, heading.length + 3).replace(/\S+$/u, "-"));
  return title.endsWith(heading);
}

function slice(title: string, heading: string): string {
  const { text, origin } = fold(title);
  const from = text.indexOf(heading);
  return title.slice(origin[from], origin[from + heading.length]).trim();
}

function isShortSite(title: string, tail: string): boolean {
  const rest = title.slice(0, title.lastIndexOf(tail));
  if (!/\s[|–—·•-]\s$|[｜_]\s*$/u.test(rest)) return false;
  return words(tail) <= SITE_WORDS && words(rest) >= TITLE_WORDS && words(rest) > words(tail);
}

function words(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function keyOf(text: string): string {
  return fold(text).text.trim();
}
