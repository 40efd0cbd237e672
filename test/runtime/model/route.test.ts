import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MODELS, type Model } from "../../../runtime/domain/models.ts";
import type { Settings } from "../../../runtime/domain/settings.ts";
import { complexity } from "../../../runtime/model/complexity.ts";
import { costOf } from "../../../runtime/model/cost.ts";
import { routeModel } from "../../../runtime/model/route.ts";

const preview: Settings = {
  STAGE: "preview",
  GPT5_ENABLED: true,
  FORCE_GPT4: false,
  UNIFIED_EXTRACTOR_ENABLED: true,
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: 500,
};

const onPreview = (complexity: number, today: string, settings: Partial<Settings> = {}) =>
  routeModel({ stage: "preview", settings: { ...preview, ...settings }, complexity, today });

describe("the tier follows the complexity", () => {
  test.each([
    [0, "gpt-5-nano"],
    [0.4, "gpt-5-nano"],
    [0.41, "gpt-5-mini"],
    [0.8, "gpt-5-mini"],
    [0.81, "gpt-5"],
    [1, "gpt-5"],
  ])("%f goes to %s", (complexity, id) => {
    expect(onPreview(complexity, "2026-11-01").model.id).toBe(id);
  });
});

describe("the family follows the stage and its settings", () => {
  test.each([
    ["the strategy", { DEFAULT_MODEL_STRATEGY: "gpt4_stable" }, "gpt4_stable"],
    ["the switch", { GPT5_ENABLED: false }, "GPT5_ENABLED"],
    ["the force", { FORCE_GPT4: true }, "FORCE_GPT4"],
  ] as const)("%s alone leads to the stable family", (_, settings, why) => {
    const route = onPreview(0.5, "2026-11-01", settings);
    expect(route.model.id).toBe("gpt-4.1-mini");
    expect(route.why).toContain(why);
  });

  test("production is stable whatever its settings say", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), fc.boolean(), (complexity, gpt5, force) => {
        const settings = { ...preview, GPT5_ENABLED: gpt5, FORCE_GPT4: force };
        const { model } = routeModel({ stage: "production", settings, complexity, today: "2027-06-01" });
        expect(model.family).toBe("stable");
      }),
    );
  });
});

describe("a model that is shut down is followed by its successor", () => {
  test.each([
    ["2026-12-10", "gpt-5"],
    ["2026-12-11", "gpt-5.6-sol"],
    ["2030-01-01", "gpt-5.6-sol"],
  ])("on %s the full tier is %s", (today, id) => {
    expect(onPreview(1, today).model.id).toBe(id);
  });

  test("also along a chain, and never in a circle", () => {
    const model = (id: string, successor: string, shutdown = "2026-01-01"): Model => ({
      id,
      provider: "openai",
      family: "stable",
      tier: "nano",
      temperature: true,
      successor,
      shutdown,
    });
    const route = (catalogue: Model[]) =>
      routeModel({ stage: "production", settings: preview, complexity: 0, today: "2026-11-01", catalogue });
    expect(route([model("a", "b"), model("b", "c"), model("c", "", "2027-01-01")]).model.id).toBe("c");
    expect(() => route([model("a", "b"), model("b", "a")])).toThrow(/a and what follows it are shut down/);
    expect(() => route([model("a", "gone")])).toThrow(expect.objectContaining({ code: "model-unavailable" }));
    expect(() => route([])).toThrow(/the catalogue has none/);
  });
});

test("complexity is between 0 and 1, and grows with what is asked", () => {
  const properties = { a: { type: "array", items: { type: "object", properties: { b: { type: "string" } } } } };
  const schema = { type: "object", properties };
  expect(complexity({ text: "" })).toBe(0);
  expect(complexity({ text: "x".repeat(40_000) })).toBeCloseTo(0.15);
  expect(complexity({ text: "", schema })).toBeGreaterThan(0.05);
  expect(complexity({ text: "", schema, instructions: "x".repeat(1_000) })).toBeGreaterThan(
    complexity({ text: "", schema }),
  );
  fc.assert(
    fc.property(fc.nat(200_000), fc.nat(10_000), fc.jsonValue({ maxDepth: 5 }), (length, words, value) => {
      const asked = {
        text: "x".repeat(length),
        instructions: "y".repeat(words),
        schema: { type: "object", properties: { value } },
      };
      expect(complexity(asked)).toBeGreaterThanOrEqual(0);
      expect(complexity(asked)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a call costs what the catalogue says, and nothing is said where it says nothing", () => {
  const usage = { inputTokens: 1_000_000, outputTokens: 500_000 };
  const named = (id: string) => MODELS.find((model) => model.id === id) as Model;
  expect(costOf(named("gpt-5-mini"), usage)).toBeCloseTo(1.25);
  expect(costOf(named("gpt-5.6-sol"), usage)).toBeUndefined();
});
