import { FUNCTION_NAMES } from "../../runtime/domain/environment.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import { badInput } from "../failure.ts";

export type StageFunctions = { readonly stage: Stage; readonly deployed: readonly string[] };

/** Judges the names given with `--function` at once, and against a stage's functions once they are known; all of them where none was given. */
export function chosenFunctions({ asked = [] }: { readonly asked?: readonly string[] | undefined }) {
  const names = [...new Set(asked)];
  const known = new Set<string>(FUNCTION_NAMES);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw noSuchFunction(`There is no function ${JSON.stringify(unknown)}.`, FUNCTION_NAMES);
  return ({ stage, deployed }: StageFunctions): readonly string[] => {
    const absent = names.find((name) => !deployed.includes(name));
    if (absent !== undefined) throw noSuchFunction(`The stage ${stage} has no function ${absent}.`, deployed);
    return (names.length === 0 ? deployed : names).toSorted();
  };
}

function noSuchFunction(message: string, there: readonly string[]) {
  return badInput(message, `One of: ${there.join(", ")}`);
}
