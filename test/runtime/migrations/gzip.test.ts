import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { inflatedText } from "../../../runtime/migrations/0013-canonical/gzip.ts";

const member = (text: string | Buffer) => gzipSync(text, { level: 9 });
const read = (...parts: readonly (Buffer | readonly number[])[]) =>
  inflatedText(Buffer.concat(parts.map((part) => Buffer.from(part))).toString("base64"));
const MOST = 1_638_400;

/** A member whose header has an extra field, a name and a comment. */
function decorated(text: string): Buffer {
  const plain = member(text);
  const header = [0x1f, 0x8b, 8, 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, 97, 0, 98, 0];
  return Buffer.concat([Buffer.from(header), deflateRawSync(text), plain.subarray(-8)]);
}

describe("compressed text", () => {
  test.each([
    ["of one member", [member("[1]")], "[1]"],
    ["of several, one empty", [member("[1"), member(""), member("]")], "[1]"],
    ["with zero bytes after it", [member("[1]"), member("ü").subarray(0, 0), [0, 0, 0]], "[1]"],
    ["with everything a header may have", [decorated("[1]"), member("2")], "[1]2"],
    ["that is empty", [member("")], ""],
    ["that begins with a byte order mark", [member("\ufeff{}")], "\ufeff{}"],
    ["a character of which is cut by members", [member(Buffer.from([0xc3])), member(Buffer.from([0xbc]))], "ü"],
    ["that is as long as it may be", [member("a".repeat(MOST))], "a".repeat(MOST)],
  ] as const)("%s is read", (_, parts, text) => {
    expect(read(...parts)).toEqual({ text });
  });

  const broken = Buffer.from(member("[1]"));
  broken[broken.length - 8] = (broken[broken.length - 8] ?? 0) ^ 1;

  test.each([
    ["with something else after it", [member("[1]"), [0, 1]]],
    ["with a member after zero bytes", [member("[1]"), [0], member("2")]],
    ["with half a member after it", [member("[1]"), [0x1f, 0x8b, 8]]],
    ["that is cut", [member("[1]").subarray(0, -1)]],
    ["of nothing", []],
    ["with a wrong checksum", [broken]],
    ["that is not UTF-8", [member(Buffer.from([0xff]))]],
  ] as const)("%s is unreadable", (_, parts) => {
    expect(read(...parts)).toEqual({ problem: "unreadable" });
  });

  test.each(["H4sI\n", "H4sI=", "H4s", "%", " "])("in %j, which is no base64, is unreadable", (text) => {
    expect(inflatedText(text)).toEqual({ problem: "unreadable" });
  });

  test("that is longer, in one member or in several, is not inflated to its end", () => {
    expect(read(member("a".repeat(MOST + 1)))).toEqual({ problem: "too-large" });
    expect(read(member("a".repeat(MOST)), member("a"))).toEqual({ problem: "too-large" });
    expect(read(member("a".repeat(MOST)), member(""))).toHaveProperty("text");
    expect(read(member(Buffer.alloc(50 * MOST)).subarray(0, -20))).toEqual({ problem: "too-large" });
  });
});
