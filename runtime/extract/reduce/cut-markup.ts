import { readableEnd } from "./readable-end.ts";

/** The most markup that is parsed, in UTF-16 units; beyond it a page is a listing without end, or not made to be read. */
export const MAX_MARKUP = 1_500_000;

/** Elements whose content no reader sees, in the order they are taken out of a page that is too large. */
const UNREAD = ["script", "style", "svg", "noscript", "template"];

/** A page that can be parsed in bounded time: only where it is too large, first what nobody reads goes, then its end. */
export function cutMarkup(markup: string): string {
  // The parser makes a node of every stray "<", so a run of them costs more than the page it stands in.
  const text = markup.includes("<<<") ? markup.replace(/<{3,}/g, "<") : markup;
  const read = text.length <= MAX_MARKUP ? text : withoutUnread(text);
  const end = read.length <= MAX_MARKUP ? read.length : tagBefore(read, MAX_MARKUP);
  return read.slice(0, Math.min(end, readableEnd(read.slice(0, end))));
}

function tagBefore(markup: string, limit: number): number {
  const tag = markup.lastIndexOf("<", limit);
  return tag > limit / 2 ? tag : limit;
}

function withoutUnread(markup: string): string {
  const lower = markup.toLowerCase();
  // Where lower case changes the length, positions no longer agree; such a page is only cut.
  if (lower.length !== markup.length) return markup;
  const kept: string[] = [];
  const opening = new RegExp(`<(?:(${UNREAD.join("|")})(?=[\\s>/])|!--)`, "g");
  let from = 0;
  for (let match = opening.exec(lower); match; match = opening.exec(lower)) {
    const name = match[1];
    const opened = name ? lower.indexOf(">", match.index) : match.index;
    const isData = name === "script" && lower.slice(match.index, opened).includes("ld+json");
    const close = lower.indexOf(name ? `</${name}` : "-->", opened);
    if (isData && close >= 0) {
      opening.lastIndex = close;
      continue;
    }
    kept.push(markup.slice(from, match.index));
    const end = close < 0 ? -1 : lower.indexOf(">", close);
    from = end < 0 ? markup.length : end + 1;
    opening.lastIndex = from;
  }
  return kept.join("") + markup.slice(from);
}
