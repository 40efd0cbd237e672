import { Model, TIERS } from "../domain/models.ts";
import { PROVIDERS } from "../domain/providers.ts";
import { alive } from "./alive.ts";
import type { CatalogueProblem, Judging } from "./catalogue-problem.ts";
import { shutdownProblem } from "./shutdown-problem.ts";
import { successionProblem } from "./succession-problem.ts";

/** What is judged row by row. */
const ROW_RULES: readonly ((judging: Judging) => CatalogueProblem | undefined)[] = [
  malformed,
  twice,
  successionProblem,
  shutdownProblem,
  priceless,
];

/** Everything about the catalogue that is wrong on a day (YYYY-MM-DD, UTC), or will be soon; empty when it can be used. */
export function catalogueProblems(catalogue: readonly Model[], today: string): readonly CatalogueProblem[] {
  const rows = catalogue.flatMap((model) => ROW_RULES.flatMap((rule) => rule({ model, catalogue, today }) ?? []));
  return [...rows, ...missingTiers(catalogue)];
}

function malformed({ model }: Judging): CatalogueProblem | undefined {
  const issue = Model.safeParse(model).error?.issues[0];
  if (issue === undefined) return undefined;
  return {
    ...{ code: "model-malformed", severity: "error", subject: String(model.id) },
    message: `The row of ${model.id} cannot be used: ${issue.path.join(".") || "as a whole"}: ${issue.message}.`,
    fix: "Correct the row in runtime/domain/models.ts.",
  };
}

function twice({ model, catalogue }: Judging): CatalogueProblem | undefined {
  if (catalogue.find(({ id }) => id === model.id) === model) return undefined;
  return {
    ...{ code: "model-twice", severity: "error", subject: model.id },
    message: `${model.id} is in the catalogue more than once.`,
    fix: `Leave one row of ${model.id}.`,
  };
}

/** A model that questions are sent to today, without prices: what it answers has no cost. */
function priceless({ model, catalogue, today }: Judging): CatalogueProblem | undefined {
  if (model.inputPrice !== undefined && model.outputPrice !== undefined) return undefined;
  const firsts = catalogue.filter((row) => catalogue.find((one) => sameTier(one, row)) === row);
  if (!firsts.some((row) => alive({ model: row, today, catalogue }) === model)) return undefined;
  return {
    ...{ code: "price-missing", severity: "warning", subject: model.id },
    message: `Questions are sent to ${model.id}, whose prices the catalogue does not have: their cost is not known.`,
    fix: `Add the published prices of ${model.id}.`,
  };
}

function sameTier(a: Model, b: Model): boolean {
  return a.provider === b.provider && a.family === b.family && a.tier === b.tier;
}

function missingTiers(catalogue: readonly Model[]): CatalogueProblem[] {
  const [{ id: provider }] = PROVIDERS;
  const missing = Model.shape.family.options.flatMap((family) =>
    TIERS.map((tier) => ({ provider, family, tier })).filter(
      (wanted) => !catalogue.some((row) => sameTier(row, { ...row, ...wanted })),
    ),
  );
  return missing.map(({ family, tier }) => ({
    ...{ code: "tier-missing", severity: "error", subject: `${family} ${tier}` },
    message: `The catalogue has no ${tier} model of the ${family} family at ${provider}.`,
    fix: `Add a ${tier} model of the ${family} family.`,
  }));
}
