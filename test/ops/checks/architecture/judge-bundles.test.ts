import { expect, test } from "vitest";
import { BUNDLE_BUDGETS } from "../../../../ops/checks/architecture/bundle-budgets.ts";
import { judgeBundles } from "../../../../ops/checks/architecture/judge-bundles.ts";
import { FUNCTION_NAMES } from "../../../../runtime/domain/environment.ts";

test("every function has a budget, and only functions have one", () => {
  expect(Object.keys(BUNDLE_BUDGETS).toSorted()).toEqual([...FUNCTION_NAMES].toSorted());
});

test("a function may have exactly its budget; each measure beyond it is told with both figures", () => {
  const { api } = BUNDLE_BUDGETS;
  if (api === undefined) throw new Error("The function api has no budget.");
  expect(judgeBundles({ api })).toEqual([]);
  expect(judgeBundles({ api: { ...api, start: api.start + 1 } })).toMatchObject([
    {
      code: "bundle-over-budget",
      subject: "api",
      message: expect.stringContaining("579,001 bytes before its first event"),
    },
  ]);
});

test("a function without a budget is found", () => {
  const size = { total: 1, start: 1, sources: 1 };
  expect(judgeBundles({ other: size })).toMatchObject([{ code: "bundle-without-budget", subject: "other" }]);
});
