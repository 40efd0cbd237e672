import { expect, test } from "vitest";
import { encode } from "../../../local/site/charset.ts";

test.each([
  ["windows-1252", "Käse „zu“ 3,80 € – schön…"],
  ["shift_jis", "灯台の鐘、四十年ぶりに鳴る（八十四歳）ABC"],
  ["utf-8", "مكتبة القارب"],
])("what is written in %s is read back", (charset, text) => {
  const bytes = encode({ text, charset });
  expect(new TextDecoder(charset, { fatal: true }).decode(bytes)).toBe(text);
});

test("a character the charset lacks is refused by name", () => {
  expect(() => encode({ text: "鐘", charset: "windows-1252" })).toThrow("鐘");
});
