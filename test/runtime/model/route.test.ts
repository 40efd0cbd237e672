import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../../runtime/domain/failure.ts";
import type { Model } from "../../../runtime/domain/models.ts";
import type { Settings } from "../../../runtime/domain/settings.ts";
import { complexity } from "../../../runtime/model/complexity.ts";
import { type Routing, routeModel } from "../../../runtime/model/route.ts";
import { caseRows } from "../../case-rows.ts";
import { sampleModel } from "./sample-model.ts";

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

type Row = Routing & { ids: string[]; why: string };

test.each(caseRows<Row>("routes.jsonl"))(
  "on $stage, $today, $complexity with $settings goes to $ids",
  ({ ids, why, settings, ...asked }) => {
    const routing = { ...asked, settings: { ...preview, ...settings, STAGE: asked.stage } };
    const route = routeModel(routing);
    expect(route.candidates.map(({ model }) => model.id)).toEqual(ids);
    expect(route.model.id).toBe(ids[0]);
    expect(route.why).toContain(why);
    expect(routeModel(routing)).toEqual(route);
  },
);

test("who is passed over is named, with the reason", () => {
  const { passedOver } = routeModel({
    ...{ stage: "production", settings: preview, complexity: 0, today: "2026-11-01", promptTokens: 200_000 },
  });
  expect(passedOver).toMatchObject([{ model: { id: "gpt-4o-mini" }, why: expect.stringContaining("128000") }]);
});

test("a question that no context holds is refused, whatever the stage", () => {
  const asked = { settings: preview, complexity: 0.5, today: "2026-11-01", promptTokens: 2_000_000 };
  for (const stage of ["preview", "production"] as const) {
    expect(() => routeModel({ ...asked, stage })).toThrow(expect.objectContaining({ code: "page-too-large" }));
  }
});

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
        const { candidates } = routeModel({ stage: "production", settings, complexity, today: "2027-06-01" });
        expect(new Set(candidates.map(({ model }) => model.family))).toEqual(new Set(["stable"]));
      }),
    );
  });
});

test("production stays stable also where the catalogue leads elsewhere", () => {
  const catalogue = [
    sampleModel({ id: "a", shutdown: "2026-01-01", successor: "b" }),
    sampleModel({ id: "b", family: "gpt-5" }),
  ];
  const asked = { stage: "production", settings: preview, complexity: 0, today: "2026-11-01", catalogue } as const;
  expect(() => routeModel(asked)).toThrow(expect.objectContaining({ code: "model-unavailable" }));
});

test("whatever the catalogue says, candidates answer today, come once, and in production are stable", () => {
  const row = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    family: fc.constantFrom("gpt-5" as const, "stable" as const),
    tier: fc.constantFrom("nano" as const, "mini" as const),
    shutdown: fc.constantFrom("2026-10-01", "2026-12-01", "2027-12-01"),
    successor: fc.constantFrom("a", "b", "c", "d", "e"),
    contextTokens: fc.constantFrom(20_000, 200_000),
  });
  const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.constantFrom("preview" as const, "production" as const), (fields, stage) => {
      const catalogue = fields.map(sampleModel);
      const today = "2026-11-21";
      try {
        const asked = { stage, settings: preview, complexity: 0, promptTokens: 10_000, today, catalogue };
        const models = routeModel(asked).candidates.map(({ model }) => model);
        expect(new Set(models).size).toBe(models.length);
        for (const { shutdown, family, contextTokens } of models) {
          expect(shutdown).toSatisfy((day: string) => day > today);
          expect(contextTokens).toBe(200_000);
          if (stage === "production") expect(family).toBe("stable");
        }
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        expect(["model-unavailable", "page-too-large"]).toContain(error.code);
      }
    }),
  );
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
    const model = (id: string, successor: string, shutdown = "2026-01-01") => sampleModel({ id, successor, shutdown });
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
