import { describe, expect, it } from "vitest";
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
import { inputsOf, settle } from "../../../local/provider/settle.ts";
import type { Bag } from "../../../local/provider/value.ts";

const fields = {
  name: text({ use: "named" }),
  note: text(),
  enabled: flag({ default: true }),
  automatic: text({ use: "computed" }),
  method: text({ implied: "POST" }),
  policy: json(),
  labels: map(),
  indexes: set(block({ name: text(), policy: json(), filled: number({ use: "computed" }) }), { by: "name" }),
  rules: list(block({ policy: json() })),
  told: output,
} as const satisfies Fields;

describe("settling what AWS answered", () => {
  it("keeps the program's text of a document that says the same, at any depth", () => {
    const asked = { policy: '{"a": 1}', rules: [{ policy: '{"b": 2}' }] };
    const answered = { policy: '{"a":1}', rules: [{ policy: '{"b":2}' }] };
    expect(settle(fields, asked, answered)).toEqual(asked);
  });

  it("takes AWS's text of a document that says something else", () => {
    expect(settle(fields, { policy: '{"a": 1}' }, { policy: '{"a":2}' })).toEqual({ policy: '{"a":2}' });
  });

  it("puts sets into the program's order and keeps what AWS filled in", () => {
    const asked = { indexes: [{ name: "b" }, { name: "a", policy: "{ }" }] };
    const answered = { indexes: [{ name: "c" }, { name: "a", policy: "{}", filled: 1 }, { name: "b", filled: 2 }] };
    expect(settle(fields, asked, answered)).toEqual({
      indexes: [{ name: "b", filled: 2 }, { name: "a", policy: "{ }", filled: 1 }, { name: "c" }],
    });
  });
});

describe("the inputs that a state means", () => {
  it.each<{ what: string; earlier: Bag; state: Bag; expected: Bag }>([
    {
      what: "follow a changed value",
      earlier: { note: "a", labels: { a: "1" } },
      state: { note: "b", labels: { b: "1" }, told: "x", automatic: "y" },
      expected: { note: "b", labels: { b: "1" } },
    },
    {
      what: "show a value that somebody added",
      earlier: { name: "n" },
      state: { name: "n", note: "theirs" },
      expected: { name: "n", note: "theirs" },
    },
    { what: "lose a value that is gone", earlier: { note: "a" }, state: {}, expected: {} },
    {
      what: "show that a default no longer holds",
      earlier: { name: "n" },
      state: { name: "n", enabled: false },
      expected: { name: "n", enabled: false },
    },
    {
      what: "leave out what AWS filled in",
      earlier: { name: "n" },
      state: { name: "n", automatic: "a", method: "POST" },
      expected: { name: "n" },
    },
    {
      what: "leave out what AWS filled in inside a changed set",
      earlier: { indexes: [{ name: "a" }] },
      state: { indexes: [{ name: "a", policy: "{}", filled: 4 }] },
      expected: { indexes: [{ name: "a", policy: "{}" }] },
    },
    {
      what: "are everything settable for an import",
      earlier: {},
      state: { name: "n", note: "", enabled: true, automatic: "a", told: "x" },
      expected: { name: "n", automatic: "a" },
    },
  ])("$what", ({ earlier, state, expected }) => {
    expect(inputsOf(fields, earlier, state)).toEqual(expected);
  });
});
