export type IntendedDifference = { readonly name: string; readonly why: string };

/** What the stages are meant to differ in, by the whole name in Pulumi.{stage}.yaml; everything else is the same in both. */
export const INTENDED_DIFFERENCES: readonly IntendedDifference[] = [
  { name: "atlas-codex:STAGE", why: "a stack is one stage" },
  { name: "atlas-codex:GPT5_ENABLED", why: "new models are tried in preview first" },
  { name: "atlas-codex:FORCE_GPT4", why: "production runs on the stable family only" },
  { name: "atlas-codex:DEFAULT_MODEL_STRATEGY", why: "production runs on the stable family only" },
  { name: "atlas-codex:MONTHLY_BUDGET", why: "preview has no customers to pay for it" },
];
