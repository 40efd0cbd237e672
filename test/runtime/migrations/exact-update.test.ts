import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ExactUpdate, exactUpdate } from "../../../runtime/migrations/exact-update.ts";
import { sameValue } from "../../../runtime/migrations/same-value.ts";
import { attributeValue, itemOf } from "./item-arbitrary.ts";

type Item = Record<string, AttributeValue>;

/** What a table that holds the item would do with the update: the item after it, or undefined where the condition fails. */
function applied(update: ExactUpdate, stored: Item | undefined): Item | undefined {
  if (stored === undefined) return undefined;
  const nameOf = (placeholder: string) => named(update.ExpressionAttributeNames[placeholder]);
  const heldOf = (placeholder: string) => named(update.ExpressionAttributeValues?.[placeholder]);
  const item = new Map(Object.entries(stored));
  for (const condition of update.ConditionExpression.split(" AND ")) {
    const [, there, gone, name, value] =
      /^(?:attribute_exists\((.+)\)|attribute_not_exists\((.+)\)|(.+)=(.+))$/.exec(condition) ?? [];
    if (there !== undefined && !item.has(nameOf(there))) return undefined;
    if (gone !== undefined && item.has(nameOf(gone))) return undefined;
    if (name !== undefined && !sameValue(item.get(nameOf(name)), heldOf(named(value)))) return undefined;
  }
  const [, settings, removed] = /^(?:SET (\S+))? ?(?:REMOVE (\S+))?$/.exec(update.UpdateExpression ?? "") ?? [];
  for (const setting of settings?.split(",") ?? []) {
    const [name, value] = setting.split("=");
    item.set(nameOf(named(name)), heldOf(named(value)));
  }
  for (const name of removed?.split(",") ?? []) item.delete(nameOf(name));
  return Object.fromEntries(item);
}

function named<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The update speaks of something that it does not name.");
  return value;
}

function expressed(change: Parameters<typeof exactUpdate>[0]): ExactUpdate {
  const update = exactUpdate(change);
  if (update === "not-expressible") throw new Error("The change is not expressible.");
  return update;
}

const same = (one: Item, other: Item | undefined) => sameValue({ M: one }, other === undefined ? other : { M: other });
const item = itemOf("x");
const id = { S: "x" };
const manyOf = (count: number, value: AttributeValue): Item => ({
  id,
  ...Object.fromEntries(Array.from({ length: count }, (_, nth) => [`n${nth}`, value])),
});

describe("an exact update", () => {
  it("turns the item that was read into the one that shall be, and leaves what neither names", () => {
    fc.assert(
      fc.property(item, item, attributeValue, (read, next, other) => {
        const after = applied(expressed({ read, next, absent: ["listedAt"] }), { ...read, other });
        expect(same({ ...next, other }, after)).toBe(true);
      }),
    );
  });

  it("writes only over the item that was read", () => {
    fc.assert(
      fc.property(item, item, item, (read, next, stored) => {
        const absent = ["a", "b", "c", "d", "status", "#x", "__proto__", "é"];
        const after = applied(expressed({ read, next, absent }), stored);
        expect(after === undefined).toBe(!same(read, stored));
      }),
    );
  });

  it("never creates an item", () => {
    fc.assert(
      fc.property(item, item, (read, next) => {
        expect(applied(expressed({ read, next, absent: [] }), undefined)).toBeUndefined();
      }),
    );
  });

  it("names each attribute once and sets only what differs", () => {
    const read = { id, a: { N: "1" }, b: { S: "old" }, c: { SS: ["x", "y"] }, d: { NULL: true as const } };
    const next = { id, a: { N: "1.0" }, b: { S: "new" }, c: { SS: ["y", "x"] }, e: { M: {} } };
    expect(exactUpdate({ read, next, absent: ["a", "e", "f"] })).toEqual({
      UpdateExpression: "SET #2=:4,#5=:5 REMOVE #4",
      ConditionExpression:
        "attribute_exists(#0) AND #1=:0 AND #2=:1 AND #3=:2 AND #4=:3 AND attribute_not_exists(#5) AND attribute_not_exists(#6)",
      ExpressionAttributeNames: { "#0": "id", "#1": "a", "#2": "b", "#3": "c", "#4": "d", "#5": "e", "#6": "f" },
      ExpressionAttributeValues: {
        ":0": read.a,
        ":1": read.b,
        ":2": read.c,
        ":3": read.d,
        ":4": next.b,
        ":5": next.e,
      },
    });
  });

  it("says nothing to write where nothing differs", () => {
    expect(exactUpdate({ read: { id }, next: { id }, absent: [] })).toEqual({
      ConditionExpression: "attribute_exists(#0)",
      ExpressionAttributeNames: { "#0": "id" },
    });
  });

  it("does not move an item to another id", () => {
    expect(() => exactUpdate({ read: { id }, next: { id: { S: "y" } }, absent: [] })).toThrow(RangeError);
  });

  it.each([
    ["148 attributes", manyOf(148, { BOOL: true }), []],
    ["a condition of 300 operators and less", manyOf(100, { BOOL: true }), Array.from("abcdefghijklmnopqrstuvwxyz")],
    ["two images of 400 KB", { id, a: { S: "x".repeat(409_000) } }, []],
  ])("holds %s", (_, read: Item, absent) => {
    const update = expressed({ read, next: { id, z: read.a ?? { BOOL: true } }, absent });
    expect(Math.max(update.ConditionExpression.length, update.UpdateExpression?.length ?? 0)).toBeLessThanOrEqual(
      4_096,
    );
  });

  it.each([
    ["150 attributes", manyOf(150, { BOOL: true }), { id }],
    ["names of more than 2 MB", { id, ...longNames(33) }, { id }],
    ["attributes of an unknown type", { id, a: { L: [{ $unknown: ["VECTOR", {}] }] } }, { id }],
    ["an unknown type to be written", { id }, { id, a: { $unknown: ["VECTOR", {}] } }],
  ] satisfies [string, Item, Item][])("is refused for %s", (_, read: Item, next: Item) => {
    expect(exactUpdate({ read, next, absent: [] })).toBe("not-expressible");
  });
});

function longNames(count: number): Item {
  const names = Array.from({ length: count }, (_, nth) => `${nth}${"n".repeat(65_000)}`);
  return Object.fromEntries(names.map((name) => [name, { BOOL: true }]));
}
