import { expect, test } from "vitest";
import { MODELS, type Model } from "../../../runtime/domain/models.ts";
import { catalogueProblems } from "../../../runtime/model/catalogue-problems.ts";
import { sampleModel } from "./sample-model.ts";

const complete = (["gpt-5", "stable"] as const).flatMap((family) =>
  (["nano", "mini", "full"] as const).map((tier) => sampleModel({ id: `${family} ${tier}`, family, tier })),
);

const found = (models: readonly Partial<Model>[], today = "2026-11-21") =>
  catalogueProblems([...complete, ...models.map(sampleModel)], today).map(
    ({ code, severity, subject }) => `${code} ${severity} ${subject}`,
  );

test("a catalogue with a priced model that stays for every tier has no problems", () => {
  expect(found([])).toEqual([]);
});

test.each<[string, Partial<Model>[], string[]]>([
  ["a malformed row", [{ id: "a", contextTokens: -1 }], ["model-malformed error a"]],
  ["a model that is there twice", [{ id: "a" }, { id: "a" }], ["model-twice error a"]],
  ["a successor nobody knows", [{ id: "a", successor: "b" }], ["successor-unknown error a"]],
  [
    "a successor of another family",
    [
      { id: "a", successor: "b" },
      { id: "b", family: "gpt-5" },
    ],
    ["successor-family error a"],
  ],
  [
    "a circle of successors, once for each in it",
    [
      { id: "a", successor: "b" },
      { id: "b", successor: "c" },
      { id: "c", successor: "b" },
    ],
    ["successor-circle error b", "successor-circle error c"],
  ],
  ["a model that ended without a successor", [{ id: "a", shutdown: "2026-11-21" }], ["model-ended error a"]],
  ["a model that ended with one", [{ id: "a", shutdown: "2026-11-21", successor: "stable nano" }], []],
])("finds %s", (_, models, expected) => {
  expect(found(models)).toEqual(expected);
});

test.each<[string, string | undefined, string[]]>([
  ["2026-10-27", undefined, []],
  ["2026-10-28", undefined, ["model-ending warning a"]],
  ["2026-12-04", undefined, ["model-ending warning a"]],
  ["2026-12-05", undefined, ["model-ending error a"]],
  ["2026-12-11", undefined, ["model-ending error a"]],
  ["2026-12-12", undefined, ["model-ended error a"]],
  ["2026-10-27", "stable nano", []],
  ["2026-10-28", "stable nano", ["model-ending warning a"]],
  ["2026-12-05", "stable nano", ["model-ending warning a"]],
  ["2026-12-12", "stable nano", []],
])("on %s, a model that ends on 2026-12-12 and is followed by %s gives %j", (today, successor, expected) => {
  expect(found([{ id: "a", shutdown: "2026-12-12", ...(successor ? { successor } : {}) }], today)).toEqual(expected);
});

test("a successor that ends no later is none", () => {
  const heir = { id: "b", shutdown: "2026-12-12", successor: "stable nano" };
  const orphan = { id: "a", shutdown: "2026-12-12", successor: "c" };
  const gone = { id: "c", shutdown: "2026-12-01" };
  expect(found([{ ...orphan, successor: "b" }, heir], "2026-12-05")).toContain("model-ending warning a");
  expect(found([orphan, gone], "2026-12-05")).toContain("model-ending error a");
});

test("a tier without a model, and a model that is asked without prices, are found", () => {
  const { inputPrice: _, ...unpriced } = sampleModel({ id: "a", tier: "nano" });
  const codes = catalogueProblems([unpriced, sampleModel({ id: "b", tier: "mini" })], "2026-11-21").map(
    ({ code, subject }) => `${code} ${subject}`,
  );
  expect(codes).toEqual([
    "price-missing a",
    "tier-missing gpt-5 nano",
    "tier-missing gpt-5 mini",
    "tier-missing gpt-5 full",
    "tier-missing stable full",
  ]);
});

test.each([
  ["2026-11-21", ["model-ending warning gpt-5", "model-ending warning gpt-5-mini", "model-ending warning gpt-5-nano"]],
  ["2026-12-11", ["model-ending warning gpt-4.1", "price-missing warning gpt-5.6-sol"]],
  ["2027-02-01", ["price-missing warning gpt-6-luna"]],
])("the real catalogue has no error on %s, and warns in time", (today, expected) => {
  const problems = catalogueProblems(MODELS, today);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const told = problems.map(({ code, severity, subject }) => `${code} ${severity} ${subject}`);
  expect(told).toEqual(expect.arrayContaining(expected));
});
