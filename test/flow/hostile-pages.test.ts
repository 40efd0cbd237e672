import { describe, expect, test } from "vitest";
import { reducePage } from "../../runtime/extract/reduce/reduce.ts";
import { pageOf } from "../runtime/extract/fixture.ts";

describe("pages that are made to take long", () => {
  const hostile = ["<div>", "<b><i>", "<h1>", "<table><tr><td>", "<", "</p>", "<p>x", "<a ", "<!--", "| ", "&amp;"];
  test.each(hostile)("a very long run of %j is read in bounded time", (part) => {
    const started = performance.now();
    reducePage(pageOf(part.repeat(2_000_000 / part.length)));
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe("pages that are made to take long to judge", () => {
  const word = "Words, and more words. ";
  test.each([
    ["many pieces of one hint", `<p><span class="tooltip">${"<b>x</b> ".repeat(15_000)}</span>`],
    ["many headlines in the depth", "<div>".repeat(200) + `<h1>${word}</h1>`.repeat(6_000)],
    ["many cards in the depth", "<div>".repeat(200) + `<div><h3><a href=a>${word}</a></h3>${word}</div>`.repeat(5_000)],
    ["many names", Array.from({ length: 6_000 }, (_, index) => `<p class="share-${index} b${index}">${word}`).join("")],
    ["many headings that announce others", `<p>${word.repeat(9)}</p><h2>Related</h2>`.repeat(5_000)],
  ])("%s", (_, html) => {
    const started = performance.now();
    reducePage(pageOf(html));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
