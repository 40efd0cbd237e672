import { describe, expect, it } from "vitest";
import { diff } from "../../../local/provider/diff.ts";
import {
  block,
  type Fields,
  flag,
  json,
  list,
  map,
  number,
  output,
  set,
  text,
} from "../../../local/provider/property.ts";
import { propertyPath } from "../../../local/provider/property-path.ts";
import { resourceType } from "../../../local/provider/resource-type.ts";
import { Archive, type Bag, unknown } from "../../../local/provider/value.ts";

const fields = {
  name: text({ use: "named", replaces: true }),
  note: text(),
  size: number({ default: 3 }),
  automatic: text({ use: "computed" }),
  silent: text({ implied: "POST" }),
  code: { kind: "archive" },
  policy: json(),
  labels: map(),
  rules: list(block({ id: text(), on: flag() })),
  indexes: set(block({ name: text(), key: text(), filled: number({ use: "computed" }) }), { by: "name" }),
  scopes: set(text()),
  shape: block({ width: number(), filled: number({ use: "computed" }) }),
  origin: map({ replaces: true }),
  told: output,
} as const satisfies Fields;

const type = resourceType({
  token: "test:index:Thing",
  properties: fields,
  autoname: { property: "name", maximum: 99 },
  create: async () => "id",
  read: async () => ({}),
  delete: async () => undefined,
});

function written(olds: Bag, news: Bag): readonly string[] {
  return diff(type, olds, news).differences.map(
    ({ path, kind, replaces }) => `${kind} ${propertyPath(path)}${replaces ? " (replace)" : ""}`,
  );
}

describe("comparing inputs", () => {
  it.each<{ what: string; olds: Bag; news: Bag }>([
    { what: "an empty text", olds: {}, news: { note: "" } },
    { what: "a default", olds: {}, news: { size: 3 } },
    { what: "an implied value", olds: { silent: "POST" }, news: {} },
    { what: "an automatic value left out", olds: { automatic: "a" }, news: {} },
    {
      what: "a document with other spaces and order",
      olds: { policy: '{"a":1,"b":2}' },
      news: { policy: '{ "b":2, "a":1 }' },
    },
    { what: "a set in another order", olds: { scopes: ["a", "b"] }, news: { scopes: ["b", "a"] } },
    { what: "an automatic field of a block", olds: { shape: { width: 1, filled: 9 } }, news: { shape: { width: 1 } } },
    { what: "an empty block", olds: {}, news: { shape: {} } },
    {
      what: "an archive with the same hash",
      olds: { code: new Archive({ assets: {} }, "h") },
      news: { code: new Archive({ path: "x" }, "h") },
    },
  ])("finds no difference in $what", ({ olds, news }) => {
    expect(written(olds, news)).toEqual([]);
  });

  it.each<{ olds: Bag; news: Bag; expected: readonly string[] }>([
    { olds: {}, news: { note: "a" }, expected: ["add note"] },
    { olds: { note: "a" }, news: {}, expected: ["delete note"] },
    { olds: { note: "a" }, news: { note: "b" }, expected: ["update note"] },
    { olds: { note: "a" }, news: { note: unknown }, expected: ["update note"] },
    { olds: { size: 5 }, news: { size: 3 }, expected: ["update size"] },
    { olds: { name: "a" }, news: { name: "b" }, expected: ["update name (replace)"] },
    {
      olds: { labels: { a: "1", b: "2", "c.d": "3" } },
      news: { labels: { a: "1", b: "3", e: "4" } },
      expected: ["update labels.b", 'delete labels["c.d"]', "add labels.e"],
    },
    { olds: { labels: { a: "" } }, news: { labels: {} }, expected: ["delete labels.a"] },
    { olds: { origin: { a: "1" } }, news: { origin: { a: "2" } }, expected: ["update origin.a (replace)"] },
    {
      olds: { rules: [{ id: "a" }, { id: "b" }] },
      news: { rules: [{ id: "a", on: true }] },
      expected: ["add rules[0].on", "delete rules[1]"],
    },
    {
      olds: {
        indexes: [
          { name: "a", key: "k", filled: 1 },
          { name: "b", key: "k" },
        ],
      },
      news: {
        indexes: [
          { name: "c", key: "k" },
          { name: "a", key: "l" },
        ],
      },
      expected: ["add indexes[0]", "update indexes[1].key", "delete indexes[1]"],
    },
    { olds: { scopes: ["a", "b"] }, news: { scopes: ["c", "b"] }, expected: ["add scopes[0]", "delete scopes[0]"] },
    { olds: { shape: { width: 1 } }, news: { shape: { width: unknown } }, expected: ["update shape.width"] },
    {
      olds: { code: new Archive({ assets: {} }, "h") },
      news: { code: new Archive({ assets: {} }, "i") },
      expected: ["update code"],
    },
  ])("writes $expected", ({ olds, news, expected }) => {
    expect(written(olds, news)).toEqual(expected);
  });

  it.each([
    { what: "a given name stays", olds: { name: "a" }, defaults: [], name: "a", expected: true },
    { what: "a given name changes", olds: { name: "a" }, defaults: [], name: "b", expected: false },
    { what: "the name is automatic", olds: { name: "a" }, defaults: ["name"], name: "a", expected: false },
  ])("deletes before it replaces: $expected when $what", ({ olds, defaults, name, expected }) => {
    const news = { name, origin: { a: "2" }, __defaults: defaults };
    expect(diff(type, { ...olds, origin: { a: "1" } }, news).deleteBeforeReplace).toBe(expected);
  });
});
