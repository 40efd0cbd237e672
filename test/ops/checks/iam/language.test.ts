import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ANY,
  ANY_IN_PART,
  type Glob,
  globFrom,
  globOf,
  HEX,
  matches,
  ONE,
  ONE_IN_PART,
} from "../../../../ops/checks/iam/glob.ts";
import { difference, intersection } from "../../../../ops/checks/iam/language.ts";

const LETTERS = ["a", "b", ":", "x"];
const MEANING: Readonly<Record<number, string>> = {
  [ANY]: ".*",
  [ONE]: ".",
  [ANY_IN_PART]: "[^:]*",
  [ONE_IN_PART]: "[^:]",
  [HEX]: "[0-9a-f]",
};

function textsUpTo(length: number): string[] {
  const shorter = length === 0 ? [] : textsUpTo(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return length === 0 ? [""] : [...shorter, ...longest.flatMap((text) => LETTERS.map((letter) => text + letter))];
}
const TEXTS = textsUpTo(6);

function expressionOf({ tokens }: Glob): RegExp {
  return new RegExp(`^${tokens.map((token) => MEANING[token] ?? String.fromCharCode(token)).join("")}$`, "s");
}

const token = fc.oneof(
  fc.constantFrom(..."ab:".split("").map((letter) => letter.charCodeAt(0))),
  fc.constantFrom(ANY, ONE, ANY_IN_PART, ONE_IN_PART, HEX),
);
const glob = fc.array(token, { maxLength: 3 }).map(globOf);
const text = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 8 });

test("a pattern matches what its regular expression matches", () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 6 }).map(globOf), text, (pattern, tried) => {
      expect(matches(pattern, tried)).toBe(expressionOf(pattern).test(tried));
    }),
  );
});

test("two patterns intersect exactly where brute force finds a text both match", () => {
  fc.assert(
    fc.property(glob, glob, (left, right) => {
      const both = TEXTS.filter((tried) => expressionOf(left).test(tried) && expressionOf(right).test(tried));
      const witness = intersection(left, right);
      expect(witness?.length).toBe(both[0]?.length);
      if (witness !== undefined) expect(matches(left, witness) && matches(right, witness)).toBe(true);
    }),
  );
});

test("one pattern covers another exactly where brute force finds no text it leaves out", () => {
  fc.assert(
    fc.property(glob, glob, (left, right) => {
      const rest = TEXTS.filter((tried) => expressionOf(left).test(tried) && !expressionOf(right).test(tried));
      const witness = difference(left, right);
      expect(witness?.length).toBe(rest[0]?.length);
      if (witness !== undefined) expect(matches(left, witness) && !matches(right, witness)).toBe(true);
    }),
  );
});

test("many stars in one pattern are matched in no time", () => {
  const pattern = globFrom(`${"*a".repeat(30)}*b`);
  expect(matches(pattern, "a".repeat(5_000))).toBe(false);
});
