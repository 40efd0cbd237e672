import { Failure } from "../domain/failure.ts";
import { MODELS, type Model, type ModelFamily, type ModelTier } from "../domain/models.ts";
import type { Settings } from "../domain/settings.ts";
import type { Stage } from "../domain/stage.ts";

export type Routing = {
  readonly stage: Stage;
  readonly settings: Settings;
  /** From 0 to 1. */
  readonly complexity: number;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly catalogue?: readonly Model[];
};

export type Route = { readonly model: Model; readonly why: string };

/** The model that answers a question of this complexity on this stage today; throws `model-unavailable` where none is alive. */
export function routeModel({ stage, settings, complexity, today, catalogue = MODELS }: Routing): Route {
  const { family, why } = familyFor(stage, settings);
  const tier = tierFor(complexity);
  const first = catalogue.find((model) => model.family === family && model.tier === tier);
  const chosen = first && alive({ model: first, today, catalogue });
  if (!first || !chosen) {
    const dead = first ? `${first.id} and what follows it are shut down` : "the catalogue has none";
    throw new Failure("model-unavailable", `No ${tier} model of the ${family} family answers today: ${dead}.`);
  }
  const reason = `${why}; complexity ${complexity.toFixed(2)} asks for the ${tier} tier`;
  return {
    model: chosen,
    why: chosen === first ? reason : `${reason}; ${first.id} ended on ${first.shutdown}, ${chosen.id} follows it`,
  };
}

/** The tier for a complexity from 0 to 1. */
export function tierFor(complexity: number): ModelTier {
  if (complexity > 0.8) return "full";
  return complexity > 0.4 ? "mini" : "nano";
}

function familyFor(stage: Stage, settings: Settings): { family: ModelFamily; why: string } {
  if (stage === "production") return { family: "stable", why: "production runs on the stable family" };
  if (settings.FORCE_GPT4) return { family: "stable", why: "FORCE_GPT4 is set" };
  if (!settings.GPT5_ENABLED) return { family: "stable", why: "GPT5_ENABLED is not set" };
  return settings.DEFAULT_MODEL_STRATEGY === "gpt5_preview"
    ? { family: "gpt-5", why: "the strategy is gpt5_preview" }
    : { family: "stable", why: "the strategy is gpt4_stable" };
}

type Living = { model: Model; today: string; catalogue: readonly Model[] };

/** The model itself, or the first of its successors that answers today; undefined where the chain ends or runs in a circle. */
export function alive({ model, today, catalogue }: Living): Model | undefined {
  const seen = new Set<string>();
  let next: Model | undefined = model;
  while (next && !seen.has(next.id)) {
    if (next.shutdown === undefined || today < next.shutdown) return next;
    seen.add(next.id);
    const successor: string | undefined = next.successor;
    next = catalogue.find(({ id }) => id === successor);
  }
  return undefined;
}
