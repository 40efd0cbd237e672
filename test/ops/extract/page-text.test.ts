import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { pageText } from "../../../ops/extract/page-text.ts";
import type { ExtractionResult } from "../../../runtime/domain/result.ts";

const text = "Title: Kettle\n\nA kettle of copper, tin inside. Price: 1.299,50 EUR. Ships on 4 May.";
const place = (value: string) => ({ start: text.indexOf(value), end: text.indexOf(value) + value.length });
const article = {
  title: "Kettle",
  byline: "A. Smith",
  published: "2026-05-01",
  language: "en",
  text: "A kettle.\nOf copper.",
};

function shown(result: Partial<ExtractionResult>, width = 60): string {
  return stripVTControlCharacters(pageText({ result: { data: {}, evidence: {}, ...result }, text, width }));
}

test("title, byline and date come first, then the fields with where they stand, then the article", () => {
  const result = {
    data: { title: "Kettle", price: 1299.5, "ship/date": null, parts: [{ of: "copper" }] },
    evidence: { "/title": place("Kettle"), "/price": place("1.299,50"), "/parts/0/of": place("copper") },
    article,
  };
  expect(shown(result).split("\n")).toEqual([
    "Kettle",
    "A. Smith · 2026-05-01 · en",
    "",
    "price       1299.5",
    "            …tin inside. Price: 1.299,50 EUR. Ships on 4 Ma…",
    "ship/date   –",
    "parts.0.of  copper",
    expect.stringMatching(/^ {12}….*A kettle of copper, tin inside\. P.*…$/),
    "",
    "A kettle.",
    "Of copper.",
  ]);
});

test("no line is wider than the terminal", () => {
  const long = "word ".repeat(300);
  const result = {
    data: { [`n${long}`]: long, b: "copper" },
    evidence: { "/b": place("copper") },
    article: { ...article, title: long, byline: long, text: long },
  };
  for (const line of shown(result, 50).split("\n")) expect(line.length).toBeLessThanOrEqual(50);
  expect(shown(result, 50)).toMatch(/\(1500 characters in all; --json prints them\)$/);
});

test("what was answered without support is listed, and who answered at what price", () => {
  const paid = shown({
    unsupported: ["/colour", "/parts/1"],
    model: "gpt-5-nano",
    usage: { inputTokens: 381, outputTokens: 14 },
    cost: 0.000025,
  });
  expect(paid).toContain("nowhere in the page:\n  /colour\n  /parts/1");
  expect(paid).toContain("gpt-5-nano · 381 tokens in, 14 out · $0.000025");
  expect(shown({ model: "gpt-6-luna" })).toContain("gpt-6-luna · price not known");
});

test("a page writes nothing on the screen but its text", () => {
  const hostile = "\u001b[2J\u009b1;31mred\u202e";
  const page = pageText({
    result: {
      data: { [hostile]: hostile },
      evidence: {},
      unsupported: [hostile],
      article: { ...article, title: hostile, byline: hostile, text: hostile },
    },
    text: hostile,
    width: 60,
  });
  for (const command of ["\u001b[2J", "\u009b", "\u202e"]) expect(page).not.toContain(command);
});
