import { arnOperators } from "./arn.ts";
import { binaryOperators } from "./binary.ts";
import { boolOperators } from "./bool.ts";
import type { Condition, Quantifier } from "./condition.ts";
import { dateOperators } from "./date.ts";
import { ipAddressOperators } from "./ip-address.ts";
import { numericOperators } from "./numeric.ts";
import type { Operators } from "./operator.ts";
import { stringOperators } from "./string.ts";

const OPERATORS: Operators = {
  ...stringOperators,
  ...numericOperators,
  ...dateOperators,
  ...boolOperators,
  ...binaryOperators,
  ...ipAddressOperators,
  ...arnOperators,
};
const QUANTIFIERS: Readonly<Record<string, Quantifier>> = { ForAllValues: "all", ForAnyValue: "any" };
const WRITTEN = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** The test an operator's name stands for; undefined for a name AWS does not document. */
export function testOf(name: string): Condition["test"] | undefined {
  if (name === "Null") return { kind: "null" };
  const [, set = "", base = "", ifExists] = WRITTEN.exec(name) ?? [];
  const operator = Object.hasOwn(OPERATORS, base) ? OPERATORS[base] : undefined;
  if (operator === undefined) return undefined;
  return { kind: "compare", operator, quantifier: QUANTIFIERS[set] ?? "single", ifExists: ifExists !== undefined };
}
