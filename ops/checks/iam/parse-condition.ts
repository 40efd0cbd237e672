import type { Condition } from "./conditions/condition.ts";
import { testOf } from "./conditions/operators.ts";
import { isObject, type ProblemList, textsOf } from "./problem-list.ts";
import { parseTemplate, type Template } from "./template.ts";

type Args = {
  readonly value: unknown;
  readonly variables: boolean;
  readonly problems: ProblemList;
  readonly at: string;
};

function parseValues(test: Condition["test"], { value, variables, problems, at }: Args): readonly Template[] {
  const texts = textsOf(value, "any");
  if (texts === undefined) {
    problems.add(at, "must be a value or a list of values that is not empty");
    return [];
  }
  const operator = test.kind === "compare" ? test.operator : { variables: false, wildcards: false };
  return texts.flatMap((text) => {
    const template = parseTemplate(text, {
      variables: variables && operator.variables,
      wildcards: operator.wildcards,
    });
    if (typeof template !== "string") return [template];
    problems.add(at, template);
    return [];
  });
}

/** Reads a Condition element: every operator and key in it, in the order written. */
export function parseConditions({ value, variables, problems, at }: Args): readonly Condition[] {
  if (!isObject(value)) {
    problems.add(at, "must be an object of operators");
    return [];
  }
  return Object.entries(value).flatMap(([name, keys]) => {
    const test = testOf(name);
    if (test === undefined) problems.add(`${at}.${name}`, "is not a condition operator AWS documents");
    else if (!isObject(keys)) problems.add(`${at}.${name}`, "must be an object of context keys");
    else {
      return Object.entries(keys).map(([key, wanted]) => ({
        written: `${name} ${key}`,
        key: key.toLowerCase(),
        values: parseValues(test, { value: wanted, variables, problems, at: `${at}.${name}.${key}` }),
        test,
      }));
    }
    return [];
  });
}
