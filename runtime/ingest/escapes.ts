const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** What each escape becomes: the character itself where it is unreserved, the escape with upper-case digits otherwise. */
const ESCAPES: readonly string[] = Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  return code < 128 && UNRESERVED.test(character) ? character : `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
});

/** Matches an escape (with its digits) or a character that RFC 3986 does not allow in this part of a URL. */
const PATTERNS = {
  path: /%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/g,
  query: /%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&()*+,;=:@/?]/g,
  fragment: /%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]/g,
} as const;

/** One part of a parsed URL with every escape in its one spelling (rule N6): a single pass from left to right over ASCII. */
export function canonicalEscapes(part: string, kind: keyof typeof PATTERNS): string {
  return part.replace(PATTERNS[kind], (match, digits: string | undefined) =>
    digits === undefined ? escapeOf(match.charCodeAt(0)) : spellingOf(Number.parseInt(digits, 16)),
  );
}

function spellingOf(code: number): string {
  return ESCAPES[code] ?? "";
}

function escapeOf(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
}
