import { unknown } from "../truth.ts";
import { type Operator, type Operators, textOf } from "./operator.ts";

const COMPARISONS: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  Equals: (value, wanted) => value === wanted,
  LessThan: (value, wanted) => value < wanted,
  LessThanEquals: (value, wanted) => value <= wanted,
  GreaterThan: (value, wanted) => value > wanted,
  GreaterThanEquals: (value, wanted) => value >= wanted,
};

/** The operators of a family whose values have an order; `read` answers undefined for what is not of the family. */
export type Ordered = {
  readonly family: string;
  readonly noun: string;
  readonly read: (text: string) => number | undefined;
};

/** The six comparisons of an ordered family; a value that cannot be read leaves the comparison unknown. */
export function orderedOperators({ family, noun, read }: Ordered): Operators {
  const entries = Object.entries(COMPARISONS).map(([suffix, holds]): [string, Operator] => [
    `${family}${suffix}`,
    {
      negated: false,
      wildcards: false,
      variables: false,
      prepare: (policyValue) => {
        const text = textOf(policyValue);
        const wanted = read(text);
        return (value) => {
          const given = read(value);
          if (wanted === undefined) return unknown(`"${text}" in the policy is not ${noun}`);
          return given === undefined ? unknown(`"${value}" in the request is not ${noun}`) : holds(given, wanted);
        };
      },
    },
  ]);
  const [, equals] = entries[0] ?? [];
  return { ...Object.fromEntries(entries), ...(equals && { [`${family}NotEquals`]: { ...equals, negated: true } }) };
}
