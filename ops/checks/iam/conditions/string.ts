import { matches } from "../glob.ts";
import { type Operator, type Operators, textOf } from "./operator.ts";

const equals: Operator = {
  negated: false,
  wildcards: false,
  variables: true,
  prepare: (wanted) => (value) => matches(wanted, value),
};
const equalsIgnoreCase: Operator = {
  ...equals,
  prepare: (wanted) => {
    const text = textOf(wanted).toLowerCase();
    return (value) => value.toLowerCase() === text;
  },
};
const like: Operator = { ...equals, wildcards: true };

/** String comparisons (IAM User Guide, "Condition operators", String). */
export const stringOperators: Operators = {
  StringEquals: equals,
  StringNotEquals: { ...equals, negated: true },
  StringEqualsIgnoreCase: equalsIgnoreCase,
  StringNotEqualsIgnoreCase: { ...equalsIgnoreCase, negated: true },
  StringLike: like,
  StringNotLike: { ...like, negated: true },
};
