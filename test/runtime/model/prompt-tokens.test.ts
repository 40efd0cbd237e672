import { expect, test } from "vitest";
import { tokensOf } from "../../../runtime/model/prompt-tokens.ts";

test.each([
  ["", 0],
  ["abc", 1],
  ["abcd", 2],
  ["日本語", 3],
])("%j is counted as %i tokens, rather too many than too few", (text, tokens) => {
  expect(tokensOf(text)).toBe(tokens);
});
