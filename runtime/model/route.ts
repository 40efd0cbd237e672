import { Failure } from "../domain/failure.ts";
import { MODELS, type Model, type ModelFamily, type ModelTier, TIERS } from "../domain/models.ts";
import { PROVIDERS, type ProviderId } from "../domain/providers.ts";
import type { Settings } from "../domain/settings.ts";
import type { Stage } from "../domain/stage.ts";
import { answersOn } from "./alive.ts";
import { type Candidate, candidatesFor, each, heirsOf } from "./candidates.ts";
import { familyFor } from "./family.ts";
import { tierFor } from "./tier.ts";

export type Routing = {
  readonly stage: Stage;
  readonly settings: Settings;
  /** From 0 to 1. */
  readonly complexity: number;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
  /** What the question takes; models whose context is known to be too small for it are passed over. */
  readonly promptTokens?: number;
  /** Whose keys the stage has; the first provider alone where nothing is said. */
  readonly providers?: readonly ProviderId[];
  readonly catalogue?: readonly Model[];
};

export type Route = Candidate & {
  /** Whom to ask, in this order; the first is `model`. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  /** Who would have been asked before, and why they are not. */
  readonly passedOver: readonly Candidate[];
};

/**
 * Whom to ask a question of this complexity on this stage today: the family's tier, who stands in for it, and last those
 * that will follow. Where no context of a tier holds the question, the next larger tier is taken. Throws
 * `model-unavailable` where nobody is alive, and `page-too-large` where nobody can hold the question.
 */
export function routeModel({
  stage,
  settings,
  complexity,
  today,
  promptTokens = 0,
  providers = [PROVIDERS[0].id],
  catalogue = MODELS,
}: Routing): Route {
  const { family, why } = familyFor(stage, settings);
  const wanted = tierFor(complexity);
  const pool = { catalogue, providers, today, promptTokens };
  const passedOver: Candidate[] = [];
  for (const tier of TIERS.slice(TIERS.indexOf(wanted))) {
    const { fitting, ended, tight } = candidatesFor({ family, tier }, pool);
    passedOver.push(...ended, ...tight);
    const [first, ...others] = each([...fitting, ...heirsOf(fitting, pool)]);
    if (first) {
      const asked = `${why}; complexity ${complexity.toFixed(2)} asks for the ${wanted} tier`;
      const reasons = [asked, ...passedOver.map((one) => one.why), first.why];
      const chosen = { model: first.model, why: reasons.join("; ") };
      return { ...chosen, candidates: [chosen, ...others], passedOver };
    }
    if (tight.length === 0) break;
  }
  throw nobody({ family, tier: wanted, passedOver, today });
}

type Nobody = { family: ModelFamily; tier: ModelTier; passedOver: readonly Candidate[]; today: string };

function nobody({ family, tier, passedOver, today }: Nobody): Failure {
  const causes = passedOver.map(({ why }) => why).join("; ");
  if (passedOver.some(({ model }) => answersOn(model, today))) {
    return new Failure("page-too-large", `The page is too long for every model: ${causes}; ask about a shorter page.`);
  }
  const cause = causes || "the catalogue has none";
  return new Failure("model-unavailable", `No ${tier} model of the ${family} family answers today: ${cause}.`);
}
