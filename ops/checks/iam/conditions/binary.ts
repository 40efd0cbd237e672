import { unknown } from "../truth.ts";
import { type Operators, textOf } from "./operator.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Byte comparisons of base-64 values (IAM User Guide, "Condition operators", Binary). */
export const binaryOperators: Operators = {
  BinaryEquals: {
    negated: false,
    wildcards: false,
    variables: false,
    prepare: (policyValue) => {
      const wanted = textOf(policyValue);
      return (value) => {
        const broken = [wanted, value].find((text) => !BASE64.test(text));
        if (broken !== undefined) return unknown(`"${broken}" is not base-64`);
        return atob(value) === atob(wanted);
      };
    },
  },
};
