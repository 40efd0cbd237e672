import fc from "fast-check";
import { expect, test } from "vitest";
import { cutToTokens, hiddenTokens, promptTokens, tokensOf } from "../../../local/model/usage.ts";

test("tokens are a quarter of the bytes, rounded up, with four for each message's frame", () => {
  expect([tokensOf(""), tokensOf("abcd"), tokensOf("abcde"), tokensOf("日本")]).toEqual([0, 1, 2, 2]);
  expect(
    promptTokens([
      { role: "user", text: "abcd" },
      { role: "user", text: "" },
    ]),
  ).toBe(9);
});

test("only reasoning models bill hidden tokens, more for more effort", () => {
  expect(hiddenTokens({ reasoning: false, effort: "high" })).toBe(0);
  const bill = ["minimal", "low", undefined, "high", "max"].map((effort) => hiddenTokens({ reasoning: true, effort }));
  expect(bill).toEqual([...bill].sort((one, other) => one - other));
});

test("a cut text fits, is a beginning of the whole, and cuts no character in two", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(20), (text, tokens) => {
      const cut = cutToTokens({ text, tokens });
      expect(text.startsWith(cut)).toBe(true);
      expect(tokensOf(cut)).toBeLessThanOrEqual(tokens);
      expect(cut.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});
