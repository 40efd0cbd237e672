import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ourText, score } from "../../bench/extract-pages.ts";
import { readCorpus } from "../../bench/page-corpus.ts";
import { readabilityText } from "../../bench/peers/readability.ts";
import { matchShingles, scoreOf } from "../../bench/shingle-match.ts";

test.each([
  ["a b c d e", "a b c d e", { found: 1, surplus: 0, missing: 0 }],
  ["a b c d e", "A. b, c\nd e", { found: 1 / 3, surplus: 1 / 3, missing: 1 / 3 }],
  ["a b c d e", "a b c d", { found: 1 / 2, surplus: 0, missing: 1 / 2 }],
  ["a b c d", "a b c d a b c d", { found: 1 / 5, surplus: 4 / 5, missing: 0 }],
  ["a b", "a b", { found: 1, surplus: 0, missing: 0 }],
  ["a b", "", { found: 0, surplus: 0, missing: 1 }],
  ["", "", { found: 0, surplus: 0, missing: 0 }],
])("%j against %j is counted in shingles of four words", (expected, actual, match) => {
  expect(matchShingles({ expected, actual })).toEqual(match);
});

test("the F1 is the harmonic mean of the means, and pages without text count on no side", () => {
  const pages = [
    { expected: "a b c d", actual: "a b c d a b c d" },
    { expected: "a b c d e", actual: "a b c d" },
    { expected: "a b c d", actual: "" },
  ];
  const { f1, precision, recall } = scoreOf(pages.map(matchShingles));
  expect([precision, recall]).toEqual([(1 / 5 + 1) / 2, (1 + 1 / 2 + 0) / 3]);
  expect(f1).toBeCloseTo((2 * 0.6 * 0.5) / 1.1);
});

test("on our own pages the main text is found better than the peer finds it", () => {
  const pages = readCorpus();
  const [ours, peer] = [score(pages, ourText), score(pages, readabilityText)];
  expect(pages.length).toBeGreaterThanOrEqual(20);
  expect(ours.f1).toBeGreaterThan(0.97);
  expect(ours.f1).toBeGreaterThan(peer.f1 + 0.02);
});

test("a folder in the format of the public benchmark is read, one without pages is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    expect(() => readCorpus(folder)).toThrow("holds no pages");
    mkdirSync(join(folder, "html"));
    writeFileSync(
      join(folder, "ground-truth.json"),
      JSON.stringify({ one: { articleBody: "text", url: "https://a.example" } }),
    );
    writeFileSync(join(folder, "html/one.html.gz"), gzipSync("<p>text"));
    expect(readCorpus(folder)).toEqual([{ name: "one", html: "<p>text", expected: "text" }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
