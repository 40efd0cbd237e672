import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "../../../runtime/ingest/classify.ts";
import { parseUrl, requestUrl } from "../../../runtime/ingest/parse.ts";

const host = fc.constantFrom(
  "shop.example.org",
  "WWW.Example.com.",
  "bücher.example",
  "8.8.8.8",
  "[2606:4700::1111]",
  "xn--a.example",
  "STRAẞE.example",
  "①②.example.com",
  "a_b。example",
  "ex%61mple.com",
  "0x8.010.2056",
  "1.2.3.4.5",
  "x\u200dy.example",
);
const token = fc.constantFrom(
  ...[
    "a",
    "B",
    "~",
    "%7e",
    "%2f",
    "%",
    "%%34",
    "^",
    "|",
    "[",
    "]",
    "'",
    " ",
    "é",
    ".",
    "..",
    "%2e",
    ";jsessionid=1",
    ";v=1",
  ],
  ...[
    "+",
    "=",
    "&",
    ";",
    "?",
    "/",
    "//",
    "{",
    "\\",
    "\ufeff",
    "utm_source=x",
    "PHPSESSID=1",
    "a[]=1",
    "b",
    "mkt_tok=1",
    ":~:",
    "!",
    "..;jsessionid=",
    "utm%5Fsource=1",
    "a%5B0%5D=2",
    "emailWebView",
    "e\u0301",
    "\u2028",
    "\u{1f600}",
    "%252e",
    "#/",
  ],
);
const text = fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join(""));
const url = fc
  .record({
    scheme: fc.constantFrom("http", "HTTPS"),
    host,
    port: fc.constantFrom("", ":", ":80", ":443", ":8080", ":008443"),
    path: text,
    query: fc.option(text),
    fragment: fc.option(text),
  })
  .map(
    ({ scheme, host: name, port, path, query, fragment }) =>
      `${scheme}://${name}${port}/${path}${query === null ? "" : `?${query}`}${fragment === null ? "" : `#${fragment}`}`,
  );

const RFC_3986 =
  /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:]+\])(?::\d+)?(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-F]{2})*)+(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*)?$/;

test("a normal form is processable, is its own normal form and has the same id", () => {
  fc.assert(
    fc.property(url, (input) => {
      const first = classify(input);
      if (first.class === "processable") expect(classify(first.normalised)).toEqual(first);
    }),
    { numRuns: 3_000 },
  );
});

test("a normal form parses to itself and fits the grammar of RFC 3986", () => {
  fc.assert(
    fc.property(url, (input) => {
      const answer = classify(input);
      if (answer.class !== "processable") return;
      expect(URL.parse(answer.normalised)?.href).toBe(answer.normalised);
      expect(answer.normalised).toMatch(RFC_3986);
    }),
    { numRuns: 3_000 },
  );
});

test("ids are equal if and only if normal forms are", () => {
  fc.assert(
    fc.property(url, url, (a, b) => {
      const [left, right] = [classify(a), classify(b)];
      if (left.class === "dead-letter" || right.class === "dead-letter") return;
      expect(left.contentId === right.contentId).toBe(left.normalised === right.normalised);
    }),
    { numRuns: 2_000 },
  );
});

test("every string is either processable or a dead letter, with exactly the keys of its class", () => {
  const anything = fc.oneof(fc.string({ unit: "binary" }), fc.string(), url, fc.webUrl());
  fc.assert(
    fc.property(anything, (input) => {
      const answer = classify(input);
      const keys = answer.class === "processable" ? ["class", "contentId", "normalised"] : ["class", "reason"];
      expect(Object.keys(answer).sort()).toEqual(keys);
    }),
    { numRuns: 800 },
  );
});

test("what is requested is what the platform's parser understands, without the fragment", () => {
  fc.assert(
    fc.property(url, (input) => {
      const platform = URL.parse(input);
      if (platform) platform.hash = "";
      const parsed = parseUrl(input);
      expect(parsed && requestUrl(parsed)).toBe(platform?.href.replace(/#$/, ""));
    }),
    { numRuns: 2_000 },
  );
});

test("spellings that the rules call equal have one id", () => {
  fc.assert(
    fc.property(url, fc.constantFrom("gclid=1", "&", "UTM_Source", "PHPSESSID=%7e&fbclid="), (input, noise) => {
      const first = classify(input);
      const parsed = parseUrl(input);
      if (first.class === "dead-letter" || !parsed) return;
      const part = parsed.fragment === "" ? "" : `#${parsed.fragment}`;
      const requested = requestUrl(parsed);
      const spellings = [`${requested}${part}`, `${requested}${parsed.query === undefined ? "?" : "&"}${noise}${part}`];
      if (parsed.port === "")
        spellings.push(`${requested.replace(/^[^:]+/, parsed.scheme === "http" ? "HTTPS" : "http")}${part}`);
      for (const spelling of spellings) expect(classify(spelling), spelling).toEqual(first);
    }),
    { numRuns: 2_000 },
  );
});
