import { describe, expect, test } from "vitest";
import { decode } from "../../../../runtime/extract/fetch/decode.ts";

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));
const utf16 = (text: string, isBigEndian = false) => {
  const buffer = Buffer.from(text, "utf16le");
  return isBigEndian ? buffer.swap16() : buffer;
};

const SHIFT_JIS = [0x8c, 0xc3, 0x92, 0x72];
const GB18030 = [0xb9, 0xc5, 0xb3, 0xd8];
const BIG5 = [0xa5, 0x6a, 0xa6, 0xc0];
const EUC_KR = [0xc7, 0xd1, 0xb1, 0xdb];
const CYRILLIC = [0xcf, 0xf0, 0xf3, 0xe4];
const late = " ".repeat(2_000);

type Row = readonly [why: string, body: Uint8Array, header: string | undefined, charset: string, text: string];

const ROWS: Row[] = [
  ["windows-1251 by its header", bytes(CYRILLIC), "windows-1251", "windows-1251", "Пруд"],
  ["windows-1251 by a nickname", bytes(CYRILLIC), "CP1251", "windows-1251", "Пруд"],
  ["Shift_JIS by a meta element", bytes("<meta charset=Shift_JIS>", SHIFT_JIS), undefined, "shift_jis", "古池"],
  ["Shift_JIS by a Windows name", bytes(SHIFT_JIS), "windows-31j", "shift_jis", "古池"],
  ["GB18030 by an older name", bytes("<meta charset='gb2312'>", GB18030), undefined, "gbk", "古池"],
  ["GB18030 by its own name", bytes([0x81, 0x30, 0x81, 0x30], GB18030), "gb18030", "gb18030", "\u0080古池"],
  ["Big5", bytes(BIG5), "big5", "big5", "古池"],
  ["EUC-KR", bytes(EUC_KR), "ks_c_5601-1987", "euc-kr", "한글"],
  [
    "EUC-JP by an XML declaration",
    bytes('<?xml version="1.0" encoding="EUC-JP"?>', [0xb8, 0xc5]),
    undefined,
    "euc-jp",
    "古",
  ],
  ["ISO-2022-JP", bytes([0x1b, 0x24, 0x42, 0x38, 0x45, 0x1b, 0x28, 0x42]), "iso-2022-jp", "iso-2022-jp", "古"],
  ["UTF-16 with a mark, little end first", bytes([0xff, 0xfe], [...utf16("<p>é")]), "utf-8", "utf-16le", "<p>é"],
  ["UTF-16 with a mark, big end first", bytes([0xfe, 0xff], [...utf16("<p>é", true)]), undefined, "utf-16be", "<p>é"],
  ["UTF-16 without a mark", utf16("<p>é"), undefined, "utf-16le", "<p>é"],
  ["UTF-16 without a mark, big end first", utf16("<p>é", true), undefined, "utf-16be", "<p>é"],
  ["UTF-16 by its header", utf16("é<p>"), "utf-16", "utf-16le", "é<p>"],
  ["UTF-8 whose meta element says UTF-16", Buffer.from('<meta charset="utf-16">é'), undefined, "utf-8", "é"],
  ["UTF-8 with a mark and another header", Buffer.from("\ufeffé"), "windows-1251", "utf-8", "é"],
  ["UTF-8 whose mark comes twice", Buffer.from("\ufeff\ufeffé"), undefined, "utf-8", "\ufeffé"],
  [
    "the header before the meta element",
    bytes('<meta charset="koi8-r">', CYRILLIC),
    "windows-1251",
    "windows-1251",
    "Пруд",
  ],
  [
    "the first of two meta elements",
    bytes("<meta charset=windows-1251><meta charset=utf-8>", CYRILLIC),
    undefined,
    "windows-1251",
    "Пруд",
  ],
  [
    "a meta element in a comment says nothing",
    bytes("<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", CYRILLIC),
    undefined,
    "windows-1251",
    "Пруд",
  ],
  [
    "a meta element that comes late",
    bytes(late, "<meta charset=windows-1251>", CYRILLIC),
    undefined,
    "windows-1251",
    "Пруд",
  ],
  ["a charset nobody knows", Buffer.from("é"), "x-nobody", "utf-8", "é"],
  ["an encoding browsers do not read", Buffer.from("é"), "utf-7", "utf-8", "é"],
  ["a few wrong bytes in UTF-8", bytes("a", [0xff], "b"), "utf-8", "utf-8", "a\ufffdb"],
  ["half a character at the end", bytes("a", [0xe5, 0x8f]), "utf-8", "utf-8", "a\ufffd"],
  ["a surrogate in UTF-16", bytes([0xff, 0xfe, 0x3d, 0xd8, 0x41, 0x00]), undefined, "utf-16le", "\ufffdA"],
  ["nothing", bytes(), undefined, "utf-8", ""],
];

describe("a body is read as", () => {
  test.each(ROWS)("%s", (_, body, header, charset, text) => {
    const decoded = decode(body, header);
    expect(decoded.charset).toBe(charset);
    expect(decoded.text.endsWith(text)).toBe(true);
    expect(decoded.text.isWellFormed()).toBe(true);
  });
});

test("bytes made to take long are decoded at once", () => {
  const started = performance.now();
  for (const part of ["<meta ", "<!--", "<?xml ", "charset=", "<meta charset"])
    decode(bytes(part.repeat(100_000)), undefined);
  expect(performance.now() - started).toBeLessThan(1_000);
});
