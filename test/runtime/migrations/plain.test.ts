import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainItem } from "../../../runtime/migrations/migration.ts";
import { readJsonText } from "../../../runtime/migrations/plain/json-text.ts";
import { readPlainText } from "../../../runtime/migrations/plain/plain-text.ts";
import { writeItem } from "../../../runtime/migrations/plain/write-plain.ts";
import { plainOf, typedOf } from "../../../runtime/migrations/plain.ts";
import { maps } from "./legacy-values.ts";

describe("the plain form", () => {
  test("says every item that DynamoDB holds, and is read back from its text", () => {
    fc.assert(
      fc.property(maps, (map) => {
        const item: PlainItem = { id: "a", map };
        const plain = plainOf(typedOf(item));
        expect(JSON.stringify(plain)).toBe(JSON.stringify(item));
        expect(readPlainText(JSON.stringify(item))).toEqual({ item });
      }),
      { numRuns: 200 },
    );
  });

  test("rounds no number, knows no negative zero, sorts sets and escapes what looks like a tag", () => {
    const item = {
      exact: { N: "0.1" },
      big: { N: "12345678901234567890" },
      zero: { N: "-0" },
      many: { N: "1E+40" },
      set: { NS: ["10", "9.50", "1"] },
      tag: { M: { $number: { S: "x" } } },
      twice: { M: { $$binary: { NULL: true as const } } },
      bytes: { B: new Uint8Array([0, 255]) },
    };
    expect(plainOf(item)).toEqual({
      exact: 0.1,
      big: { $number: "12345678901234567890" },
      zero: 0,
      many: 1e40,
      set: { $numberSet: ["1", "10", "9.5"] },
      tag: { $$number: "x" },
      twice: { $$$binary: null },
      bytes: { $binary: "AP8=" },
    });
    expect(typedOf(plainOf(item))).toMatchObject({
      big: item.big,
      tag: item.tag,
      twice: item.twice,
      bytes: item.bytes,
    });
    expect(() => plainOf({ odd: { X: 1 } as never })).toThrow("X is no type of attribute");
  });
});

describe("JSON text", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

  test.each([
    [' { "a" : [ 1.0 , -0.0, 1E2 ] }\n', { a: [1, 0, 100] }],
    ['{"a":1,"a":{"$number":"5"}}', { a: { $$number: "5" } }],
    ['{"a":1e400,"a":2}', { a: 2 }],
    ['{"__proto__":{"b":1}}', JSON.parse('{"__proto__":{"b":1}}')],
    ['"\\ud83e\\udd8a\\n"', "🦊\n"],
    [`1${"0".repeat(99)}`, 1e99],
    ["0.12345678901234567890123456789012345678", { $number: "0.12345678901234567890123456789012345678" }],
    ["0e99999999999999999999", 0],
    [`{"a":${nested(40)},"a":${nested(31)}}`, { a: JSON.parse(nested(31)) }],
  ])("is read exactly: %s", (text, value) => {
    const read = readJsonText(text);
    expect(writeItem(new Map([["v", "value" in read ? read.value : read.problem]]))).toEqual({ v: value });
  });

  test.each([
    "",
    " ",
    "\ufeff1",
    "01",
    "1.",
    ".5",
    "+1",
    "tru",
    "{a:1}",
    "[1,]",
    '{"a":1,}',
    "[1",
    '"a',
    '"\t"',
    '"\\x"',
    "1 2",
    "NaN",
    '{"a"}',
    "[}",
    `${nested(99)}]`,
    '"\\ud83',
  ])("is none: %j", (text) => {
    expect(readJsonText(text)).toEqual({ problem: "unreadable" });
  });

  test.each([
    ["too-deep", nested(33)],
    ["too-deep", `[1e400,${nested(32)}]`],
    ["too-deep", nested(200_000)],
    ["unstorable-value", "1e126"],
    ["unstorable-value", "-1e-131"],
    ["unstorable-value", "123456789012345678901234567890123456789"],
    ["unstorable-value", '["\\udd8a\\ud83e"]'],
    ["unstorable-value", '{"":1}'],
    ["unstorable-value", `{"${"ü".repeat(32_768)}":1}`],
  ])("that no attribute can hold is refused: %s", (problem, text) => {
    expect(readJsonText(text)).toEqual({ problem });
  });
});
