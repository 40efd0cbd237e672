import { describe, expect, it } from "vitest";
import { MODELS, Model } from "../../../runtime/domain/models.ts";

describe("the catalogue of models", () => {
  it.each(MODELS)("describes $id as a model is described", (model) => {
    expect(Model.safeParse(model).success).toBe(true);
  });

  it("has every model once", () => {
    expect(new Set(MODELS.map(({ id }) => id)).size).toBe(MODELS.length);
  });

  it("has a model for every tier of both families", () => {
    const pairs = new Set(MODELS.map(({ family, tier }) => `${family} ${tier}`));
    for (const family of ["gpt-5", "stable"]) {
      for (const tier of ["full", "mini", "nano"]) expect(pairs).toContain(`${family} ${tier}`);
    }
  });

  it("names a successor that exists, of the same family, for all that end", () => {
    for (const { shutdown, successor, family } of MODELS) {
      if (shutdown !== undefined) expect(MODELS.find(({ id }) => id === successor)?.family).toBe(family);
    }
  });
});
