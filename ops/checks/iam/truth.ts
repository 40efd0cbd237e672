/** Neither true nor false yet, with every reason why. */
export type Unknown = { readonly because: readonly string[] };

/** Three-valued: what is not known stays unknown until another value settles it (strong Kleene logic). */
export type Truth = boolean | Unknown;

/** A truth that is not known, for this reason. */
export function unknown(...because: string[]): Unknown {
  return { because };
}

/** Tells an unknown truth from a settled one. */
export function isUnknown(truth: Truth): truth is Unknown {
  return typeof truth === "object";
}

function merge(left: Unknown, right: Unknown): Unknown {
  return left === right ? left : { because: [...new Set([...left.because, ...right.because])] };
}

/** The opposite; unknown stays unknown. */
export function not(truth: Truth): Truth {
  return isUnknown(truth) ? truth : !truth;
}

/** True when both are; one false settles it. */
export function and(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  if (left === true) return right;
  return right === true ? left : merge(left, right);
}

/** True when either is; one true settles it. */
export function or(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  if (left === false) return right;
  return right === false ? left : merge(left, right);
}
