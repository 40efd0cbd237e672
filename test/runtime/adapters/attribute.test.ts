import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromItem, toItem } from "../../../runtime/adapters/attribute.ts";

const storable = fc
  .jsonValue({ maxDepth: 6 })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  .filter((value) => !/""\s*:/.test(JSON.stringify(value)) && isInRange(value));

function isInRange(value: unknown): boolean {
  if (typeof value === "number") return value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) < 1e126);
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, member]) => name.isWellFormed() && isInRange(member));
}

function nested(levels: number): unknown {
  return levels === 0 ? "x" : [nested(levels - 1)];
}

describe("attributes", () => {
  it("give JSON back as it was", () => {
    fc.assert(
      fc.property(storable, (value) => {
        expect(fromItem(toItem({ value }))).toEqual({ value });
      }),
    );
  });

  it("leave out what is undefined", () => {
    expect(toItem({ a: undefined, b: { c: undefined } })).toEqual({ b: { M: {} } });
  });

  it.each([
    ["a name that is empty", { a: { "": 1 } }, "/a has a name"],
    ["half a character", { a: "\ud800" }, "/a holds half a character"],
    ["a number out of range", { a: [1e300] }, "/a/0 is a number out of range"],
    ["a number that is none", { a: Number.NaN }, "/a is a number out of range"],
    ["too many levels", { a: nested(32) }, "is nested more than 32 levels"],
  ])("refuse %s and name the place", (_, value, message) => {
    expect(() => toItem(value)).toThrow(message);
  });

  it("hold 32 levels", () => {
    expect(fromItem(toItem({ a: nested(31) }))).toEqual({ a: nested(31) });
  });

  it.each([
    [{ N: "1234567890123456789" }, { $number: "1234567890123456789" }],
    [{ N: "100000000000000000000000" }, 1e23],
    [{ N: "0.1" }, 0.1],
    [{ N: "-0.50" }, -0.5],
    [{ SS: ["b", "a"] }, { $stringSet: ["a", "b"] }],
    [{ NS: ["2", "1"] }, { $numberSet: ["1", "2"] }],
    [{ B: new Uint8Array([1, 2]) }, { $binary: "AQI=" }],
    [{ BS: [new Uint8Array([1, 2])] }, { $binarySet: ["AQI="] }],
  ])("come back from %o without loss", (attribute, value) => {
    expect(fromItem({ a: attribute } as Parameters<typeof fromItem>[0])).toEqual({ a: value });
  });
});
