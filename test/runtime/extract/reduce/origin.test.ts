import { expect, test } from "vitest";
import { parseDocument } from "../../../../runtime/extract/reduce/dom.ts";
import { sourceOf } from "../../../../runtime/extract/reduce/origin.ts";
import { reducePage } from "../../../../runtime/extract/reduce/reduce.ts";
import { fixture, pageOf } from "../fixture.ts";

test.each(["article", "product", "listing"])("every line of the %s's text leads back to where it stands", (name) => {
  const page = fixture(name);
  const reduced = reducePage(page);
  const document = parseDocument(page.html);
  const header = reduced.text.indexOf("\n\n");
  for (const { start, source } of reduced.origins) {
    const line = reduced.text.slice(start).split("\n", 1)[0] ?? "";
    const [words = ""] = line.split(/[:|]/);
    expect("fact" in source).toBe(start < header);
    if ("fact" in source) continue;
    expect([...document.querySelectorAll(source.element)]).toHaveLength(1);
    expect(document.querySelector(source.element)?.textContent?.replace(/\s+/g, " ")).toContain(words.trim());
  }
});

test("a fact is known by its name, structured data by type and property", () => {
  const reduced = reducePage(fixture("product"));
  const at = (words: string) => sourceOf(reduced, reduced.text.indexOf(words));
  expect(at("Language: de")).toEqual({ fact: "language" });
  expect(at("1299.50")).toEqual({ fact: "Product.offers.price" });
  expect(at("https://herdwerk.example/kessel.jpg")).toEqual({ fact: "og:image" });
});

test("any position of a line has the line's source; none outside of lines", () => {
  const reduced = reducePage(
    pageOf("<html><head><title>T</title></head><main><p>one <b>two</b></p><p>three</p></main></html>"),
  );
  expect(reduced.text).toBe("Title: T\n\none two\nthree");
  const sources = Array.from({ length: reduced.text.length + 1 }, (_, offset) => sourceOf(reduced, offset));
  const main = "body > main:nth-child(1)";
  expect(sources.slice(0, 9)).toEqual(Array(9).fill({ fact: "title" }));
  expect(sources[9]).toBeUndefined();
  expect(sources.slice(10, 18)).toEqual(Array(8).fill({ element: `${main} > p:nth-child(1)` }));
  expect(sources.slice(18, 23)).toEqual(Array(5).fill({ element: `${main} > p:nth-child(2)` }));
  expect([sources[23], sourceOf(reduced, -1)]).toEqual([undefined, undefined]);
});

test("text without markup comes from the body", () => {
  const reduced = reducePage({ html: "one\n\ntwo", contentType: "text/plain" });
  expect(sourceOf(reduced, reduced.text.indexOf("two"))).toEqual({ element: "body" });
});
