import { type ParsedUrl, parseUrl, requestUrl, withSmallSharpS } from "./parse.ts";
import { trimmed } from "./syntax.ts";

/** A host that every release of Node.js can parse; a base whose host it cannot is resolved against under this name. */
const STAND_IN = "stand-in.example";

/** A reference with an authority of its own; backslashes count as slashes, as URL parsers have it. */
const WITH_AUTHORITY = /^(?:(https?):)?[/\\]{2,}/i;

/** Where a reference leads from a page, serialised (WHATWG), the same on every Node.js release; undefined where it cannot be resolved. */
export function resolveUrl(reference: string, base: ParsedUrl): string | undefined {
  const text = trimmed(reference).replace(/[\t\n\r]/g, "");
  const authority = WITH_AUTHORITY.exec(text);
  if (!authority) {
    const from = { ...base, host: STAND_IN };
    const url = URL.parse(text, requestUrl(from));
    if (url?.host.split(":", 1)[0] !== STAND_IN) return url?.href;
    return url.href.replace(STAND_IN, () => base.host);
  }
  const [start, scheme = base.scheme] = authority;
  const end = text.search(/[?#]/);
  const hierarchy = text.slice(start.length, end < 0 ? undefined : end).replaceAll("\\", "/");
  const absolute = `${scheme}://${hierarchy}${end < 0 ? "" : text.slice(end)}`;
  const url = URL.parse(withSmallSharpS(absolute));
  if (url) return url.href;
  return parseUrl(absolute) ? absolute : undefined;
}
