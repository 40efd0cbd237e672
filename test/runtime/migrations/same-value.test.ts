import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameValue } from "../../../runtime/migrations/same-value.ts";
import { attributeValue } from "./item-arbitrary.ts";

const EQUAL: readonly (readonly [AttributeValue, AttributeValue])[] = [
  [{ N: "1" }, { N: "1.0" }],
  [{ N: "100" }, { N: "1E+2" }],
  [{ N: "0" }, { N: "-0.00" }],
  [{ N: ".5" }, { N: "0.50" }],
  [{ SS: ["b", "a"] }, { SS: ["a", "b"] }],
  [{ NS: ["2", "1.0"] }, { NS: ["1", "2"] }],
  [{ B: new Uint8Array([1]) }, { B: Buffer.from([1]) }],
  [{ M: { a: { N: "1" }, b: { NULL: true } } }, { M: { b: { NULL: true }, a: { N: "1.0" } } }],
];

const DIFFERENT: readonly (readonly [AttributeValue | undefined, AttributeValue])[] = [
  [{ N: "1234567890123456789" }, { N: "1234567890123456788" }],
  [{ N: "1" }, { N: "-1" }],
  [{ N: "1" }, { S: "1" }],
  [{ S: "" }, { NULL: true }],
  [undefined, { NULL: true }],
  [{ L: [{ S: "a" }] }, { SS: ["a"] }],
  [{ L: [{ S: "a" }, { S: "b" }] }, { L: [{ S: "b" }, { S: "a" }] }],
  [{ M: {} }, { M: JSON.parse('{"__proto__":{"M":{}}}') as Record<string, AttributeValue> }],
  [{ SS: ["a,b"] }, { SS: ["a", "b"] }],
];

describe("two values", () => {
  it.each(EQUAL)("are the same: %o and %o", (one, other) => {
    expect(sameValue(one, other)).toBe(true);
  });

  it.each(DIFFERENT)("are not the same: %o and %o", (one, other) => {
    expect(sameValue(one, other)).toBe(false);
  });

  it("are the same when one is a copy of the other", () => {
    fc.assert(
      fc.property(attributeValue, (value) => {
        expect(sameValue(value, structuredClone(value))).toBe(true);
      }),
    );
  });
});
