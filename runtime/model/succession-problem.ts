import type { Model } from "../domain/models.ts";
import type { CatalogueProblem, Judging } from "./catalogue-problem.ts";

/** A successor that is not there, is of another family, or leads back. */
export function successionProblem({ model, catalogue }: Judging): CatalogueProblem | undefined {
  const { id, family, successor } = model;
  if (successor === undefined) return undefined;
  const error = { severity: "error", subject: id } as const;
  const heir = catalogue.find((one) => one.id === successor);
  if (heir === undefined) {
    const message = `${id} is to be followed by ${successor}, which the catalogue does not have.`;
    return {
      ...error,
      code: "successor-unknown",
      message,
      fix: `Add ${successor}, or name another successor of ${id}.`,
    };
  }
  if (heir.family !== family) {
    const message = `${id} of the ${family} family is to be followed by ${heir.id} of the ${heir.family} family.`;
    return { ...error, code: "successor-family", message, fix: `Name a successor of the ${family} family.` };
  }
  if (!leadsBack(model, catalogue)) return undefined;
  const message = `${id} is followed by ${successor}, and in the end by itself.`;
  return { ...error, code: "successor-circle", message, fix: "Let the chain of successors end." };
}

function leadsBack(model: Model, catalogue: readonly Model[]): boolean {
  const seen = new Set<string>();
  for (let next = model.successor; next !== undefined && !seen.has(next); ) {
    if (next === model.id) return true;
    seen.add(next);
    const current: string = next;
    next = catalogue.find(({ id }) => id === current)?.successor;
  }
  return false;
}
