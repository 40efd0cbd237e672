import { expect, it } from "vitest";
import { imageData, imageHash, itemOfData, unknownAttribute } from "../../../runtime/migrating/image.ts";
import type { Item } from "../../../runtime/migrating/ports.ts";

const ITEM: Item = {
  id: { S: "a" },
  n: { N: "1.50" },
  map: { M: { x: { N: "10" }, y: { L: [{ B: new Uint8Array([1, 2]) }, { NULL: true }] } } },
  set: { SS: ["a", "b"] },
  blobs: { BS: [new Uint8Array([9]), new Uint8Array([8])] },
};
const reversed = (item: Item): Item => Object.fromEntries(Object.entries(item).reverse());

it.each<[string, Item]>([
  ["its attributes come in another order", reversed(ITEM)],
  ["a map's keys come in another order", { ...ITEM, map: { M: reversed(ITEM.map?.M ?? {}) } }],
  [
    "a set's members come in another order",
    { ...ITEM, set: { SS: ["b", "a"] }, blobs: { BS: ITEM.blobs?.BS?.toReversed() ?? [] } },
  ],
  [
    "numbers are spelled in another way",
    { ...ITEM, n: { N: "+15e-1" }, map: { M: { ...ITEM.map?.M, x: { N: "1E1" } } } },
  ],
])("has the same hash when %s", (_, other) => {
  expect(imageHash(other)).toBe(imageHash(ITEM));
});

it.each<[string, Item]>([
  ["a number is a string", { ...ITEM, n: { S: "1.5" } }],
  [
    "a list is in another order",
    { ...ITEM, map: { M: { ...ITEM.map?.M, y: { L: [{ NULL: true }, { B: new Uint8Array([1, 2]) }] } } } },
  ],
  ["a set is a list", { ...ITEM, set: { L: [{ S: "a" }, { S: "b" }] } }],
  ["a digit beyond a double differs", { ...ITEM, n: { N: "1.50000000000000000001" } }],
  ["null is the word", { ...ITEM, map: { S: "null" } }],
])("has another hash when %s", (_, other) => {
  expect(imageHash(other)).not.toBe(imageHash(ITEM));
});

it("comes back from its data as it was", () => {
  expect(itemOfData(JSON.parse(JSON.stringify(imageData(ITEM))))).toEqual(ITEM);
});

it("names an attribute of an unknown type, however deep", () => {
  expect(unknownAttribute(ITEM)).toBeUndefined();
  const odd = { $unknown: ["X", 1] as [string, unknown] };
  expect(unknownAttribute({ ...ITEM, odd })).toBe("odd");
  expect(unknownAttribute({ map: { M: { list: { L: [{ S: "" }, odd] } } } })).toBe("map/list/1");
});
