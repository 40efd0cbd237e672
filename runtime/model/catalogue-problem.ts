import type { Model } from "../domain/models.ts";

/** One thing that is wrong with the catalogue. A warning is for people to plan by, an error is not to be deployed. */
export type CatalogueProblem = {
  readonly code:
    | "model-malformed"
    | "model-twice"
    | "tier-missing"
    | "successor-unknown"
    | "successor-circle"
    | "successor-family"
    | "model-ended"
    | "model-ending"
    | "price-missing";
  readonly severity: "warning" | "error";
  readonly message: string;
  /** The id of a model, or a family and a tier. */
  readonly subject: string;
  readonly fix: string;
};

export type Judging = {
  readonly model: Model;
  readonly catalogue: readonly Model[];
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
};
