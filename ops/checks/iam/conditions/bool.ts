import { unknown } from "../truth.ts";
import { type Operators, textOf } from "./operator.ts";

const VALUES: Readonly<Record<string, boolean>> = { true: true, false: false };

/** Truth comparisons (IAM User Guide, "Condition operators", Boolean). */
export const boolOperators: Operators = {
  Bool: {
    negated: false,
    wildcards: false,
    variables: true,
    prepare: (policyValue) => {
      const text = textOf(policyValue);
      const wanted = VALUES[text.toLowerCase()];
      return (value) => {
        const given = VALUES[value.toLowerCase()];
        if (wanted === undefined) return unknown(`"${text}" in the policy is neither true nor false`);
        return given === undefined ? unknown(`"${value}" in the request is neither true nor false`) : given === wanted;
      };
    },
  },
};
