import { expect, test } from "vitest";
import { coreWords, likeness, wordsOf } from "../../../../local/model/reading/words.ts";

test.each([
  ["publishedAt", "published at"],
  ["published_at", "published at"],
  ["Published at:", "published at"],
  ["priceUSD", "price usd"],
  ["HTMLTitle", "html title"],
  ["ingredients", "ingredient"],
  ["categories", "category"],
  ["E-mail", "email"],
])("%s is %s", (name, words) => {
  expect(wordsOf(name).join(" ")).toBe(words);
});

test("units and fillers carry no meaning, unless nothing else is there", () => {
  expect(coreWords(wordsOf("prepTimeMinutes"))).toEqual(["prep"]);
  expect(coreWords(wordsOf("date"))).toEqual(["date"]);
});

test.each([
  ["price", "Price", 3],
  ["priceUsd", "Price", 3],
  ["author", "Byline", 3],
  ["price", "Delivery price", 1.5],
  ["price", "Weight", 0],
  ["publishedDate", "Date", 1],
])("%s and the label %s are alike by %d", (name, label, least) => {
  const like = likeness({ name: wordsOf(name), label: wordsOf(label) });
  if (least === 0) expect(like).toBe(0);
  else expect(like).toBeGreaterThanOrEqual(least);
});
