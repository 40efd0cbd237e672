import { ANY, ANY_IN_PART, COLON, type Glob, globOf, matches, ONE, ONE_IN_PART } from "../glob.ts";
import { unknown } from "../truth.ts";
import type { Operator, Operators } from "./operator.ts";

const COLONS_BEFORE_RESOURCE = 5;

/** Keeps wildcards in the first five parts inside their part; undefined when the pattern has fewer than six parts. */
function partedOf(wanted: Glob): Glob | undefined {
  let colons = 0;
  const tokens = wanted.tokens.map((token) => {
    if (token === COLON) colons++;
    if (colons >= COLONS_BEFORE_RESOURCE) return token;
    return token === ANY ? ANY_IN_PART : token === ONE ? ONE_IN_PART : token;
  });
  return colons >= COLONS_BEFORE_RESOURCE ? globOf(tokens) : undefined;
}

const like: Operator = {
  negated: false,
  wildcards: true,
  variables: true,
  prepare: (wanted) => {
    if (wanted.tokens.length === 1 && wanted.tokens[0] === ANY) return () => true;
    const parted = partedOf(wanted);
    return (value) =>
      parted === undefined
        ? unknown(`the policy compares "${value}" with something that has fewer than the six parts of an ARN`)
        : matches(parted, value);
  },
};

/** ARN comparisons, part by part; Equals and Like are the same (IAM User Guide, "Condition operators", ARN). */
export const arnOperators: Operators = {
  ArnEquals: like,
  ArnLike: like,
  ArnNotEquals: { ...like, negated: true },
  ArnNotLike: { ...like, negated: true },
};
