/** A URL as the WHATWG parser understands it, in parts. */
export type ParsedUrl = {
  readonly scheme: "http" | "https";
  /** The host as parsed: lower case, A-labels, addresses in their one notation, IPv6 in brackets. */
  readonly host: string;
  /** The host without one trailing dot (rule N2). */
  readonly name: string;
  /** Decimal text; empty where the scheme's default port is meant. */
  readonly port: string;
  readonly path: string;
  /** Without `?`; absent where none was written. */
  readonly query?: string;
  /** Without `#`. */
  readonly fragment: string;
};

const AUTHORITY = /^([^:]*:\/\/)([^/?#]*)/;
const CAPITAL_SHARP_S = /\u1e9e|%e1%ba%9e/gi;
const PUNYCODE_LABEL = /(^|\.)xn--/gi;
const DOT_SEGMENT = /\/(?:\.|%2e)/i;

/** Parses `http(s)://…` without a base (rule N1), the same on every Node.js release; undefined where the parser fails. */
export function parseUrl(text: string): ParsedUrl | undefined {
  const source = withSmallSharpS(text);
  const url = URL.parse(source);
  if (url) return partsOf(url, url.hostname);
  const ascii = withoutPunycode(source);
  const stand = ascii && URL.parse(ascii.source);
  return stand ? partsOf(stand, ascii.host) : undefined;
}

/** What goes over the wire for a parsed URL: without its fragment. */
export function requestUrl(url: ParsedUrl): string {
  const port = url.port === "" ? "" : `:${url.port}`;
  return `${url.scheme}://${url.host}${port}${requestPath(url)}`;
}

/** Path and query as they are requested. */
export function requestPath(url: ParsedUrl): string {
  return url.query === undefined ? url.path : `${url.path}?${url.query}`;
}

/** The port that is connected to. */
export function portOf(url: ParsedUrl): number {
  return url.port === "" ? (url.scheme === "http" ? 80 : 443) : Number(url.port);
}

/** Some releases write capital sharp s in a host as `ss`, others as `ß`, which is right: the URL with the small letter there. */
export function withSmallSharpS(text: string): string {
  if (text.search(CAPITAL_SHARP_S) < 0) return text;
  return text.replace(AUTHORITY, (authority) => authority.replace(CAPITAL_SHARP_S, "ß"));
}

function partsOf(url: URL, host: string): ParsedUrl {
  const mark = url.href.indexOf("#");
  const request = mark < 0 ? url.href : url.href.slice(0, mark);
  const question = request.indexOf("?");
  return {
    scheme: url.protocol === "http:" ? "http" : "https",
    host,
    name: host.endsWith(".") ? host.slice(0, -1) : host,
    port: url.port,
    path: withoutDotSegments(url.pathname),
    ...(question < 0 ? {} : { query: request.slice(question + 1) }),
    fragment: url.hash.slice(1),
  };
}

/** Some releases refuse an ASCII host whose punycode does not decode; such a host is only lower-cased, so the parser gets a stand-in. */
function withoutPunycode(source: string): { source: string; host: string } | undefined {
  const [start = "", prefix = "", authority = ""] = AUTHORITY.exec(source) ?? [];
  const colon = authority.lastIndexOf(":");
  const written = colon < 0 ? authority : authority.slice(0, colon);
  const host = written.replace(/%[0-7][0-9a-f]/gi, (octet) => decodeURIComponent(octet)).toLowerCase();
  const standIn = host.replace(PUNYCODE_LABEL, "$1xn00");
  if (standIn === host || /[^!-~]/.test(host)) return undefined;
  return { source: `${prefix}${standIn}${authority.slice(written.length)}${source.slice(start.length)}`, host };
}

/** Some releases leave `..` after a segment that starts with a dot; where the parser did its work this changes nothing. */
function withoutDotSegments(path: string): string {
  if (!DOT_SEGMENT.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  for (const [index, segment] of segments.entries()) {
    const plain = segment.replace(/%2e/gi, ".");
    if (plain === "..") kept.pop();
    if (plain !== "." && plain !== "..") kept.push(segment);
    else if (index === segments.length - 1) kept.push("");
  }
  return `/${kept.join("/")}`;
}
