import { describe, expect, test } from "vitest";
import { bylineNames } from "../../../../runtime/extract/reduce/byline.ts";
import { reducePage } from "../../../../runtime/extract/reduce/reduce.ts";
import { withoutSite } from "../../../../runtime/extract/reduce/title.ts";
import { pageOf } from "../fixture.ts";

const factsOf = (html: string) => reducePage(pageOf(html)).facts;

describe("a title", () => {
  test.each([
    ["The mill stands still | Valley News", "The mill stands still"],
    ["The mill stands still - Valley News", "The mill stands still"],
    ["The mill stands still — Valley News", "The mill stands still"],
    ["水車は止まったまま｜谷新聞", "水車は止まったまま｜谷新聞"],
    ["Jekyll - Hyde", "Jekyll - Hyde"],
    ["Well-known mills", "Well-known mills"],
    ["Mills: a history in three parts", "Mills: a history in three parts"],
  ])("%j without any help is %j", (title, expected) => {
    expect(withoutSite({ title, sites: [], headings: [] })).toBe(expected);
  });

  test.each([
    ["Mill | Valley News", "Mill"],
    ["Valley News: Mill", "Valley News: Mill"],
    ["Valley News | Mill", "Mill"],
    ["Mill | Politics | Valley News", "Mill | Politics"],
  ])("%j with a known site is %j", (title, expected) => {
    expect(withoutSite({ title, sites: ["Valley News"], headings: [] })).toBe(expected);
  });

  test.each([
    ["Mill - a love story - The Valley's Oldest Paper", "Mill - a love story", "Mill - a love story"],
    ["水車は止まったまま｜谷新聞", "水車は止まったまま", "水車は止まったまま"],
    ["Mill | Valley", "Mill | Valley", "Mill | Valley"],
  ])("%j with the heading %j is %j", (title, heading, expected) => {
    expect(withoutSite({ title, sites: [], headings: [heading] })).toBe(expected);
  });
});

test.each([
  ["By Maud Miller", "Maud Miller"],
  ["Posted by Maud Miller on May 19, 2026", "Maud Miller"],
  ["Von Jule Petersen · 8. April 2026", "Jule Petersen"],
  ["Par Odile Marchand", "Odile Marchand"],
  ["Maud Miller and Luis Brandt | Staff writers", "Maud Miller and Luis Brandt"],
  ["Maud Miller, Luis Brandt", "Maud Miller, Luis Brandt"],
  ["文：山田花子", "山田花子"],
  ["Byron Vonnegut", "Byron Vonnegut"],
  ["https://www.example.com/maud", null],
  ["12 May 2026", null],
  ["", null],
])("the names in the byline %j are %j", (written, names) => {
  expect(bylineNames(written)).toBe(names);
});

describe("facts come from the best source that has them", () => {
  const graph = {
    "@graph": [
      {
        "@type": "NewsArticle",
        headline: "Mill",
        author: { "@id": "#m" },
        dateModified: "2026-05-02",
        inLanguage: "en",
      },
      { "@type": "Person", "@id": "#m", name: "Maud Miller" },
    ],
  };

  test("structured data, whose authors may be named elsewhere", () => {
    const html = `<script type=application/ld+json>${JSON.stringify(graph)}</script><h1>Mill</h1>`;
    expect(factsOf(html)).toMatchObject({
      title: "Mill",
      byline: "Maud Miller",
      modified: "2026-05-02",
      language: "en",
    });
  });

  test("microdata", () => {
    const html = `<div itemscope itemtype=https://schema.org/Article><h1 itemprop=headline>Mill</h1>
      <span itemprop=author>By Maud Miller</span><time itemprop=datePublished datetime=2026-05-01>yesterday</time></div>`;
    expect(factsOf(html)).toMatchObject({ title: "Mill", byline: "Maud Miller", published: "2026-05-01" });
  });

  test("meta elements", () => {
    const metas = Object.entries({
      "og:title": "Mill - Valley News",
      "og:site_name": "Valley News",
      "og:locale": "en_GB",
      author: "by Maud Miller",
      "article:published_time": "2026-05-01T08:00:00Z",
      "article:modified_time": "2026-05-02T08:00:00Z",
    }).map(([name, content]) => `<meta property="${name}" content="${content}">`);
    const facts = factsOf(`<head>${metas.join("")}<title>Mill - Valley News</title></head><p>x`);
    expect(facts).toMatchObject({
      title: "Mill",
      byline: "Maud Miller",
      published: "2026-05-01T08:00:00Z",
      modified: "2026-05-02T08:00:00Z",
      language: "en-GB",
    });
  });

  test("what readers see, where nothing else is said; a year before the press is none", () => {
    const html = `<html lang=de><meta name=date content=0001-01-01T00:00:00Z><title>Mühle | Talblatt</title><h1>Mühle</h1>
      <p class=byline>Von Jule Petersen</p><article><time datetime=2026-05-01>gestern</time><p>x</article>`;
    const expected = {
      title: "Mühle",
      byline: "Jule Petersen",
      published: "2026-05-01",
      modified: null,
      language: "de",
    };
    expect(factsOf(html)).toMatchObject(expected);
  });
});
