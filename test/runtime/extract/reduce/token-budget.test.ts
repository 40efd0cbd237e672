import { expect, test } from "vitest";
import { reducePage } from "../../../../runtime/extract/reduce/reduce.ts";
import { estimatedTokens, TEXT_BUDGET, withinBudget } from "../../../../runtime/extract/reduce/token-budget.ts";
import { pageOf } from "../fixture.ts";

test("a token is four Latin letters, two of another alphabet, one ideograph", () => {
  expect(["abcdefgh", "привет", "漢字", ""].map(estimatedTokens)).toEqual([2, 3, 2, 0]);
});

test("a text is cut where its budget ends, never within a character", () => {
  expect(withinBudget("abcdefgh", 1)).toBe("abcd");
  expect(withinBudget("漢字", 1)).toBe("漢");
  expect(withinBudget("𠮷𠮷", 3)).toBe("𠮷");
  expect(withinBudget("short", 100)).toBe("short");
});

test.each(["word ", "слово ", "語"])(
  "a long page in %j stays within the budget, and its origins within its text",
  (word) => {
    const paragraph = `<p>${word.repeat(200)}。</p>`;
    const { text, article, origins } = reducePage(pageOf(paragraph.repeat(800)));
    for (const kept of [text, article.text]) {
      expect(estimatedTokens(kept)).toBeLessThanOrEqual(TEXT_BUDGET);
      expect(estimatedTokens(kept)).toBeGreaterThan(0.99 * TEXT_BUDGET);
    }
    expect(origins.at(-1)?.start).toBeLessThan(text.length);
  },
);
