import { BUNDLE_BUDGETS, type BundleSize } from "./bundle-budgets.ts";

export type BundleFinding = {
  readonly code: "bundle-over-budget" | "bundle-without-budget";
  readonly message: string;
  readonly subject: string;
  readonly fix: string;
};

const BUDGETS = "ops/checks/architecture/bundle-budgets.ts";

/** What each measure is called, with its unit. */
const MEASURES = {
  total: "bytes in all",
  start: "bytes before its first event",
  sources: "source files",
} as const satisfies Record<keyof BundleSize, string>;

/** Every function that grew beyond its budget, and every one that has none. */
export function judgeBundles(sizes: Readonly<Record<string, BundleSize>>): BundleFinding[] {
  return Object.entries(sizes).flatMap(([name, size]): BundleFinding[] => {
    const budget = BUNDLE_BUDGETS[name];
    if (budget === undefined) {
      const message = `The function ${name} has no budget for its bundle.`;
      return [{ code: "bundle-without-budget", message, subject: name, fix: `Give it one in ${BUDGETS}.` }];
    }
    const over = (Object.keys(MEASURES) as (keyof BundleSize)[]).filter((measure) => size[measure] > budget[measure]);
    return over.map((measure) => overBudget(name, { measure, is: size[measure], may: budget[measure] }));
  });
}

type Over = { readonly measure: keyof BundleSize; readonly is: number; readonly may: number };

function overBudget(name: string, { measure, is, may }: Over): BundleFinding {
  const figure = (n: number) => n.toLocaleString("en");
  return {
    code: "bundle-over-budget",
    message: `The bundle of ${name} has ${figure(is)} ${MEASURES[measure]}, and its budget is ${figure(may)}.`,
    subject: name,
    fix: `Import it later, import less, or raise the budget in ${BUDGETS} and say why in the commit.`,
  };
}
