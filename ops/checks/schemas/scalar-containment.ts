import type { NumberAtom, StringAtom } from "./atom.ts";
import { tightened } from "./expanded.ts";
import { isMultiple } from "./multiples.ts";
import { patternImplies } from "./patterns.ts";

/** Whether every number that `inner` accepts is proved to be accepted by `outer`. */
export function numberIsWithin(inner: NumberAtom, outer: NumberAtom): boolean {
  const { min, max, isAboveMin, isBelowMax, isWhole, steps } = tightened(inner);
  const [step] = steps;
  return (
    (min > outer.min || (min === outer.min && (isAboveMin || !outer.isAboveMin))) &&
    (max < outer.max || (max === outer.max && (isBelowMax || !outer.isBelowMax))) &&
    (isWhole || !outer.isWhole) &&
    outer.steps.every((each) => step !== undefined && isMultiple(step, each))
  );
}

/** Whether every text that `inner` accepts is proved to be accepted by `outer`. */
export function stringIsWithin(inner: StringAtom, outer: StringAtom): boolean {
  return (
    inner.min >= outer.min &&
    inner.max <= outer.max &&
    outer.formats.every((format) => inner.formats.includes(format)) &&
    outer.patterns.every(
      (pattern) => inner.patterns.some((own) => patternImplies(own, pattern)) || patternImplies("", pattern),
    )
  );
}
