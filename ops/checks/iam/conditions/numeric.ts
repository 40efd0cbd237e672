import { orderedOperators } from "./ordered.ts";

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Number comparisons (IAM User Guide, "Condition operators", Numeric). */
export const numericOperators = orderedOperators({
  family: "Numeric",
  noun: "a number",
  read: (text) => (DECIMAL.test(text) ? Number(text) : undefined),
});
