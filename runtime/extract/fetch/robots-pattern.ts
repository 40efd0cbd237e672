import { canonicalEscapes } from "../../ingest/escapes.ts";

const NON_ASCII = /[^\p{ASCII}]+/gu;

/** Escapes of characters that separate nothing inside a query, so that both spellings are one (RFC 9309 section 2.2.2). */
const QUERY_RESERVED = /%(?:2[1789C]|2F|3A|3B|3F|40)/g;

/** Path and query of a URL in the one spelling in which rules of robots.txt are compared with it. */
export function comparablePath(path: string): string {
  return oneSpelling(path).replaceAll("*", "%2A").replaceAll("$", "%24");
}

/** The pattern of a rule in that spelling: `*` stands for any characters, a final `$` for the end, and nothing else is special. */
export function comparablePattern(written: string): string {
  const isAnchored = written.endsWith("$");
  const pattern = oneSpelling(isAnchored ? written.slice(0, -1) : written).replaceAll("$", "%24");
  return isAnchored ? `${pattern}$` : pattern;
}

/** Whether a comparable pattern matches a comparable path from its start. */
export function matchesPath(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith("$");
  const [head = "", ...pieces] = (isAnchored ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(head)) return false;
  const tail = isAnchored ? pieces.pop() : undefined;
  let at = head.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!isAnchored) return true;
  return tail === undefined ? at === path.length : at + tail.length <= path.length && path.endsWith(tail);
}

function oneSpelling(text: string): string {
  const ascii = text.toWellFormed().replace(NON_ASCII, encodeURIComponent);
  const question = ascii.indexOf("?");
  if (question < 0) return canonicalEscapes(ascii, "path");
  const query = canonicalEscapes(ascii.slice(question + 1), "query").replace(QUERY_RESERVED, decodeURIComponent);
  return `${canonicalEscapes(ascii.slice(0, question), "path")}?${query}`;
}
