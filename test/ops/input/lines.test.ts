import fc from "fast-check";
import { expect, test } from "vitest";
import { readLines } from "../../../ops/input/lines.ts";

async function lines(chunks: readonly (string | readonly number[])[], maxLineBytes?: number) {
  const source = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  })();
  const options = maxLineBytes === undefined ? {} : { maxLineBytes };
  const read: string[] = [];
  for await (const some of readLines({ chunks: source, ...options })) read.push(...some);
  return read;
}

const CASES: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  ["nothing holds no line", "", []],
  ["a line needs no end to be the last", "a\nb", ["a", "b"]],
  ["an end begins no further line", "a\n", ["a"]],
  ["an empty line is a line", "\n\r\n\n", ["", "", ""]],
  ["CRLF ends a line", "a\r\nb\r\n", ["a", "b"]],
  ["a lone CR belongs to its line", "a\rb\n\ra\n", ["a\rb", "\ra"]],
  ["of two CRs one belongs to the end", "a\r\r\n", ["a\r"]],
  ["a CR at the very end belongs to its line", "a\r", ["a\r"]],
  [
    "no other separator ends a line",
    "a\u2028b\u2029c\u0085d\u000be\u000cf\n",
    ["a\u2028b\u2029c\u0085d\u000be\u000cf"],
  ],
  ["a byte-order mark belongs to its line", "\ufeffa\n", ["\ufeffa"]],
];

test.each(CASES)("%s", async (_, text, expected) => {
  expect(await lines([text])).toEqual(expected);
});

test("where the chunks are cut changes nothing", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "🚲", "\r", "\n"), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(80)), async (whole, cuts) => {
      const bytes = [...Buffer.from(whole)];
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
      const chunks = at.slice(1).map((end, index) => bytes.slice(at[index], end));
      expect(await lines(chunks)).toEqual(await lines([bytes]));
    }),
  );
});

test("bytes that are not UTF-8 are no character of any valid line, and stay in their own", async () => {
  const [first = "", ...others] = await lines([[...Buffer.from("a"), 0xff, 0x0a], "é\n", [0xc3, 0x0a, 0xc3, 0xa9]]);
  expect(first).toHaveLength(2);
  expect(first.isWellFormed()).toBe(false);
  expect(others).toEqual(["é", expect.not.stringMatching(/\ufffd/), "é"]);
});

test("a line that never ends is refused with its number", async () => {
  await expect(lines(["a\nb\n", "123456789", "123456789"], 16)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^Line 3 /),
  });
});
