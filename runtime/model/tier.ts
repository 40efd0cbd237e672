import type { ModelTier } from "../domain/models.ts";

/** The tier for a complexity from 0 to 1. */
export function tierFor(complexity: number): ModelTier {
  if (complexity > 0.8) return "full";
  return complexity > 0.4 ? "mini" : "nano";
}
