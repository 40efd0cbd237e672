import type { ModelFamily } from "../domain/models.ts";
import type { Settings } from "../domain/settings.ts";
import type { Stage } from "../domain/stage.ts";

export type FamilyChoice = { readonly family: ModelFamily; readonly why: string };

type Rule = FamilyChoice & { readonly holds: (asked: { stage: Stage; settings: Settings }) => boolean };

/** The first that holds decides. */
const RULES: readonly Rule[] = [
  { holds: ({ stage }) => stage === "production", family: "stable", why: "production runs on the stable family" },
  { holds: ({ settings }) => settings.FORCE_GPT4, family: "stable", why: "FORCE_GPT4 is set" },
  { holds: ({ settings }) => !settings.GPT5_ENABLED, family: "stable", why: "GPT5_ENABLED is not set" },
  {
    holds: ({ settings }) => settings.DEFAULT_MODEL_STRATEGY === "gpt5_preview",
    family: "gpt-5",
    why: "the strategy is gpt5_preview",
  },
];

/** The family a stage's settings lead to, and which of them decided. */
export function familyFor(stage: Stage, settings: Settings): FamilyChoice {
  const rule = RULES.find(({ holds }) => holds({ stage, settings }));
  return rule ?? { family: "stable", why: "the strategy is gpt4_stable" };
}
