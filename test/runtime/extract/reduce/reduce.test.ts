import { describe, expect, test } from "vitest";
import { reducePage } from "../../../../runtime/extract/reduce/reduce.ts";
import { MAX_TEXT } from "../../../../runtime/extract/reduce/token-budget.ts";
import { fixture, pageOf } from "../fixture.ts";

const body = (html: string) => reducePage(pageOf(html)).text;

test("an article is reduced to what it says of itself and what a reader sees of it", () => {
  const { text, article } = reducePage(fixture("article"));
  expect(text.startsWith("Title: Harbour bridge reopens after two years\nByline: Maren Okafor, Luis Brandt\n")).toBe(
    true,
  );
  expect(article).toMatchObject({
    published: "2026-09-14T08:30:00Z",
    language: "en",
    byline: "Maren Okafor, Luis Brandt",
  });
  for (const kept of ["212 steel bearings", "14 September 2026", "who pays for it."]) expect(text).toContain(kept);
  for (const hidden of ["banana", "Subscribe", "decoration", "no reader sees", "changed", "display"]) {
    expect(`${text}${article.text}`).not.toContain(hidden);
  }
  for (const around of ["Weather", "Read next", "All rights reserved"]) expect(text).not.toContain(around);
});

test("what a page says to machines stands in the text too, so that it can be pointed at", () => {
  const { text, structured } = reducePage(fixture("product"));
  expect(structured.microdata).toMatchObject([{ "@type": "Product", offers: { "@type": "Offer", price: "1299.50" } }]);
  expect(structured.openGraph).toEqual({ "og:image": "https://herdwerk.example/kessel.jpg" });
  for (const line of ["offers.price: 1299.50", "Gewicht: 2,4 kg", "SKU: HW-3310"]) expect(text).toContain(line);
});

test("a table is read row by row, and a listing keeps its links", () => {
  const { text } = reducePage(fixture("listing"));
  expect(text).toContain("Train | To | Platform | Delay (min)\nIC 71 | Northgate | 4 | 2\n");
  expect(text).toContain("Tickets");
});

test("text without markup is taken as it is", () => {
  const reduced = reducePage({ html: "A heading\r\n\r\n<b>not markup</b>", contentType: "text/plain" });
  expect(reduced.text).toBe("A heading\n\n<b>not markup</b>");
  expect(reduced.article.title).toBe("A heading");
});

describe("markup that is not as it should be", () => {
  test.each([
    ["", ""],
    ["plain words", "plain words"],
    ["<p>one<p>two", "one\ntwo"],
    ["<html><p>no body</html>", "no body"],
    ["<html><head><title>T</title></head><p>no body</html>", "Title: T\n\nno body"],
    ["<body><p>no html", "no html"],
    ["<p>a &lt;b&gt; &amp; c&nbsp;d", "a <b> & c d"],
    ["<p>soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"],
    ["<p>a<br>b", "a\nb"],
    ["<dl><dt>Key:<dd>value<dd>other</dl>", "Key: value\nother"],
    ["<script type=application/ld+json>{broken</script><p>x", "x"],
    ["<nav>only navigation</nav>", "only navigation"],
    ["<body style='opacity:0'><p>fades in", "fades in"],
  ])("%j is read as %j", (html, text) => {
    expect(body(html)).toBe(text);
  });
});

test("what is hidden by any attribute is not read", () => {
  const hidden = [
    "<p hidden>x",
    "<p aria-hidden=true>x",
    "<p style='color:red; DISPLAY : none'>x",
    "<p style=visibility:hidden>x",
    "<p style=font-size:0>x",
    "<p style='opacity: 0;'>x",
    "<template>x</template>",
    "<noscript>x</noscript>",
    "<!-- x -->",
    "<textarea>x</textarea>",
    "<div hidden><div><p>x</p></div></div>",
  ];
  for (const html of hidden) expect(body(`<p>seen</p>${html}`)).toBe("seen");
  expect(body("<p style='opacity: 0.9'>seen</p>")).toBe("seen");
});

test("a page of five megabytes keeps its beginning, and scripts do not count", () => {
  const script = `<script>${"x".repeat(50_000)}</script>`;
  const prose = `<p>${"word ".repeat(200)}</p>`;
  const { text } = reducePage(pageOf(`<title>Long</title>${script.repeat(80)}<p>first</p>${prose.repeat(1_000)}`));
  expect(text.startsWith("Title: Long\n\nfirst\nword")).toBe(true);
  expect(text.length).toBeLessThanOrEqual(MAX_TEXT);
});
