import type { Glob } from "../glob.ts";
import { type Ask, fill, isKeyUnknown, type KeyState, type Template } from "../template.ts";
import { and, not, or, type Truth, unknown } from "../truth.ts";
import { evaluateNull } from "./null.ts";
import type { Operator } from "./operator.ts";

/** How several values of one key in the request are taken together. */
export type Quantifier = "single" | "all" | "any";

/** One key under one operator of a statement's Condition. */
export type Condition = {
  /** As the policy writes it, for reasons people read. */
  readonly written: string;
  /** In lower case: context keys are not case-sensitive. */
  readonly key: string;
  readonly values: readonly Template[];
  readonly test:
    | { readonly kind: "null" }
    | {
        readonly kind: "compare";
        readonly operator: Operator;
        readonly quantifier: Quantifier;
        readonly ifExists: boolean;
      };
};

type Compare = (value: string) => Truth;

function compareWith(operator: Operator, template: Template, ask: Ask): Compare {
  const filled = fill(template, ask);
  // A variable without a value matches nothing; a negated operator therefore matches (IAM User Guide, "Variables and tags").
  if (filled === "absent") return () => false;
  const { glob, doubt } = filled;
  return doubt === undefined ? operator.prepare(glob) : () => doubt;
}

const prepared = new WeakMap<Template, { operator: Operator; compare: Compare }>();

function comparison(operator: Operator, template: Template, ask: Ask): Compare {
  if (template.fixed === undefined) return compareWith(operator, template, ask);
  const known = prepared.get(template);
  if (known?.operator === operator) return known.compare;
  const compare = operator.prepare(template.fixed satisfies Glob);
  prepared.set(template, { operator, compare });
  return compare;
}

function whenMissing(quantifier: Quantifier, negated: boolean): boolean {
  return quantifier === "single" ? negated : quantifier === "all";
}

function combine(quantifier: Quantifier, truths: readonly Truth[], written: string): Truth {
  const every = truths.reduce(and, true);
  const some = truths.reduce(or, false);
  if (quantifier === "all") return every;
  if (quantifier === "any" || truths.length === 1 || every === some) return some;
  return unknown(`${written} compares a key that has several values without ForAllValues or ForAnyValue`);
}

function compareState(condition: Condition, state: KeyState, ask: Ask): Truth {
  if (condition.test.kind === "null") {
    return evaluateNull(
      state,
      condition.values.map(({ text }) => text),
    );
  }
  const { operator, quantifier, ifExists } = condition.test;
  if (isKeyUnknown(state)) return state;
  if (state === null || state.length === 0) return ifExists || whenMissing(quantifier, operator.negated);
  const compares = condition.values.map((template) => comparison(operator, template, ask));
  const truths = state.map((value) => {
    const any = compares.reduce<Truth>((found, compare) => or(found, compare(value)), false);
    return operator.negated ? not(any) : any;
  });
  const whole = combine(quantifier, truths, condition.written);
  if (quantifier === "all" && whole !== true && state.every((value) => value === "")) {
    return unknown(`${condition.written}: AWS may read an empty string as no value`);
  }
  return whole;
}

/** Whether a condition holds for what is known of the request. */
export function evaluateCondition(condition: Condition, ask: Ask): Truth {
  return compareState(condition, ask(condition.key), ask);
}
