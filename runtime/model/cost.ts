import type { Model } from "../domain/models.ts";
import type { Usage } from "../domain/result.ts";

const MILLION = 1_000_000;

/** What a call cost in US dollars; undefined where the catalogue does not know the model's prices. */
export function costOf(model: Model, usage: Usage): number | undefined {
  const { inputPrice, outputPrice } = model;
  if (inputPrice === undefined || outputPrice === undefined) return undefined;
  return (usage.inputTokens * inputPrice + usage.outputTokens * outputPrice) / MILLION;
}
