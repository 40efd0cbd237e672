import type { Properties, Value } from "./resource.ts";
import { isObject, isUnknown, listOf } from "./unknown.ts";

/**
 * The values at a path such as `rules[].apply.keyId`; `[]` goes into every element of a list. A path that leads nowhere
 * gives no values, and one that ends early at something unknown gives that.
 */
export function valuesAt(props: Properties, path: string): readonly Value[] {
  let values: readonly Value[] = [props];
  for (const step of path.split(".")) {
    const key = step.replace("[]", "");
    values = values.flatMap((value) => {
      if (isUnknown(value)) return [value];
      const next = isObject(value) ? value[key] : undefined;
      if (next === undefined || next === null) return [];
      return step.endsWith("[]") ? listOf(next) : [next];
    });
  }
  return values;
}

/** The first value at a path. */
export function valueAt(props: Properties, path: string): Value | undefined {
  return valuesAt(props, path)[0];
}
