import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "../../../runtime/ingest/classify.ts";
import { type ParsedUrl, parseUrl, requestUrl } from "../../../runtime/ingest/parse.ts";
import { resolveUrl } from "../../../runtime/ingest/resolve.ts";

function parsed(text: string): ParsedUrl {
  const url = parseUrl(text);
  if (!url) throw new Error(`${text} is no URL.`);
  return url;
}

const PIECES = [
  ...["/", "//", "\\", "http:", "HTTPS:", "a", "..", ".", "%2e", "?", "#", "@", ":", "8080", "[::1]", "10.0.0.1"],
  ...["x.example", " ", "\t", "\n", "é", "ß", "\u0000", "ftp:", "//x.example", "\\\\y.example"],
];

test("a reference leads where the platform's parser says", () => {
  const reference = fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join(""));
  const base = fc.constantFrom("http://a.example/d/e?f", "https://b.example:8443/", "https://[2606::1]/x");
  fc.assert(
    fc.property(reference, base, (text, from) => {
      expect(resolveUrl(text, parsed(from))).toBe(URL.parse(text, requestUrl(parsed(from)))?.href);
    }),
    { numRuns: 1_500 },
  );
});

test.each([
  ["/next", "https://xn--a.example:8443/here", "https://xn--a.example:8443/next"],
  ["http://XN--A.example/x", "https://www.example.com/", "http://xn--a.example/x"],
  ["//xn--a.example", "https://www.example.com/", "https://xn--a.example/"],
  ["\\\\STRAẞE.example.org\\a", "https://www.example.com/", "https://xn--strae-oqa.example.org/a"],
  ["/ẞ", "https://www.example.com/", "https://www.example.com/%E1%BA%9E"],
])("%s from %s is %s on every release of Node.js", (reference, from, to) => {
  const resolved = resolveUrl(reference, parsed(from));
  const url = resolved === undefined ? undefined : parseUrl(resolved);
  expect(url && requestUrl(url)).toBe(to);
});

test("a reference that leads nowhere is no string to be guessed at", () => {
  for (const reference of ["//", "http://", "//[::1", "//a b.example/", "//a.example:99999/"]) {
    const resolved = resolveUrl(reference, parsed("https://www.example.com/"));
    expect(resolved === undefined || classify(resolved).class === "dead-letter", reference).toBe(true);
  }
});
