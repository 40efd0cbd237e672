import { expect, test } from "vitest";
import { printable, shortened, wrapped } from "../../../ops/output/printable.ts";

test("what a terminal would obey is not in the text", () => {
  expect(printable("a\u001b[31mb\u009b2Jc\r\nd\u202ee\u0007\u2066")).toBe("a [31mb 2Jc d e");
});

test("a text that is too long ends with an ellipsis, and no character is cut in half", () => {
  expect(shortened("abcdef", 6)).toBe("abcdef");
  expect(shortened("abc def", 5)).toBe("abc…");
  expect(shortened("🚲🚲🚲", 2)).toBe("🚲…");
});

test("lines are as wide as they may be, and no word is lost", () => {
  expect(wrapped("a bb ccc dddddddd e", 6)).toEqual(["a bb", "ccc", "dddddddd", "e"]);
});
