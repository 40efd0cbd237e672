import { ANY, ANY_IN_PART, COLON, type Glob, globOf, matches, ONE, ONE_IN_PART } from "./glob.ts";
import { type Ask, fill, type Template } from "./template.ts";
import { type Truth, type Unknown, unknown } from "./truth.ts";

/**
 * A Resource value ready to match: what it matches at most, what it matches for certain, and why the two differ.
 * Undefined `sure` means nothing is certain.
 */
export type ResourcePattern = {
  readonly wide: Glob;
  readonly sure: Glob | undefined;
  readonly doubt: Unknown | undefined;
};

const COLONS_BEFORE_RESOURCE = 5;
const CROSSING = unknown("AWS does not document whether a wildcard inside a part of an ARN crosses a colon");

/**
 * Inside the first five parts a wildcard stays in its part, but a `*` that ends a part may run past the colon
 * (IAM User Guide, "Resource").
 */
function suresOf(glob: Glob): Glob {
  let colons = 0;
  let changed = false;
  const tokens = glob.tokens.map((token, at) => {
    if (token === COLON) colons++;
    if (colons >= COLONS_BEFORE_RESOURCE || (token !== ANY && token !== ONE)) return token;
    const next = glob.tokens[at + 1];
    if (token === ANY && (next === undefined || next === COLON || next === ANY)) return token;
    changed = true;
    return token === ANY ? ANY_IN_PART : ONE_IN_PART;
  });
  return changed ? globOf(tokens) : glob;
}

function patternOf(glob: Glob): ResourcePattern {
  const sure = suresOf(glob);
  return { wide: glob, sure, doubt: sure === glob ? undefined : CROSSING };
}

const fixedPatterns = new WeakMap<Template, ResourcePattern>();

/** A Resource value, or a NotResource one when `negated`. */
export type PatternArgs = { readonly template: Template; readonly negated: boolean; readonly ask: Ask };

const ANYTHING = globOf([ANY]);

/**
 * Prepares a Resource value for one request; undefined when a policy variable in it has no value, so it matches nothing.
 * What that means for a NotResource value AWS does not say, so there a value that is not known leaves everything open.
 */
export function resourcePattern({ template, negated, ask }: PatternArgs): ResourcePattern | undefined {
  const known = fixedPatterns.get(template);
  if (known !== undefined) return known;
  const filled = fill(template, ask);
  if (filled === "absent") {
    return negated
      ? {
          wide: ANYTHING,
          sure: undefined,
          doubt: unknown(`"${template.text}" in NotResource has a variable without a value`),
        }
      : undefined;
  }
  if (filled.doubt !== undefined)
    return { wide: negated ? ANYTHING : filled.glob, sure: undefined, doubt: filled.doubt };
  const pattern = patternOf(filled.glob);
  if (template.fixed !== undefined) fixedPatterns.set(template, pattern);
  return pattern;
}

/** Whether a pattern matches, given which globs match what is asked for. */
export function patternTruth({ wide, sure, doubt }: ResourcePattern, accepts: (glob: Glob) => boolean): Truth {
  if (!accepts(wide)) return false;
  if (doubt === undefined) return true;
  return sure !== undefined && accepts(sure) ? true : doubt;
}

/** A test of globs against one ARN. */
export function matching(arn: string): (glob: Glob) => boolean {
  return (glob) => matches(glob, arn);
}
