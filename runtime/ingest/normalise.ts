import { canonicalEscapes } from "./escapes.ts";
import type { ParsedUrl } from "./parse.ts";
import { isDroppedParameter } from "./tracking.ts";

const SESSION_PARAMETER = /;jsessionid=[^;/]*/gi;

/** The key of a page under rule set 1, from its parsed URL. It is compared, never requested. */
export function normalForm(url: ParsedUrl): string {
  const path = withoutSessions(canonicalEscapes(url.path, "path"));
  const query = url.query === undefined || url.query === "" ? "" : normalQuery(url.query, path);
  const fragment = url.fragment === "" ? "" : route(url.fragment);
  const origin = url.port === "" ? `https://${url.name}` : `${url.scheme}://${url.name}:${url.port}`;
  return `${origin}${path}${query === "" ? "" : `?${query}`}${fragment === "" ? "" : `#${fragment}`}`;
}

function withoutSessions(path: string): string {
  if (!/;jsessionid=/i.test(path)) return path;
  return path
    .split("/")
    .map((segment) => {
      const bare = segment.replace(SESSION_PARAMETER, "");
      return bare === "." || bare === ".." ? segment : bare;
    })
    .join("/");
}

function normalQuery(query: string, path: string): string {
  const pieces: string[] = [];
  let named = true;
  for (const piece of canonicalEscapes(query, "query").split("&")) {
    if (piece === "") continue;
    const equals = piece.indexOf("=");
    if (isDroppedParameter(equals < 0 ? piece : piece.slice(0, equals), path)) continue;
    if (equals < 0) named = false;
    pieces.push(piece);
  }
  return named && pieces.length > 1 ? inOrder(pieces).join("&") : pieces.join("&");
}

/** Named parameters are a set; members of one array, and repeats, keep their order. */
function inOrder(pieces: readonly string[]): string[] {
  return pieces
    .map((piece) => ({ piece, key: sortKey(piece) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ piece }) => piece);
}

function sortKey(piece: string): string {
  const name = piece.slice(0, piece.indexOf("="));
  const bracket = name.indexOf("%5B");
  return (bracket < 0 ? name : name.slice(0, bracket)).toLowerCase();
}

/** The part of a fragment that names a view of an application; empty where it names a place in the page. */
function route(fragment: string): string {
  const escaped = canonicalEscapes(fragment, "fragment");
  const directive = escaped.indexOf(":~:");
  const kept = directive < 0 ? escaped : escaped.slice(0, directive);
  return /^(?:!\/|!(?!\/)|\/)./.test(kept) ? kept : "";
}
