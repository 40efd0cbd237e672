import { expect, test } from "vitest";
import { costOf, spentOn } from "../../../runtime/model/cost.ts";
import { known } from "./sample-model.ts";

const usage = { inputTokens: 1_000_000, outputTokens: 500_000 };
const call = (id: string) => ({ model: known(id), usage, content: "" });

test("a call costs what the catalogue says, and nothing is said where it says nothing", () => {
  expect(costOf(known("gpt-5-mini"), usage)).toBeCloseTo(1.25);
  expect(costOf(known("gpt-5.6-sol"), usage)).toBeUndefined();
});

test("calls to several models are summed, each at its own price", () => {
  const spent = spentOn([call("gpt-5-mini"), call("gpt-4.1-mini")]);
  expect(spent.usage).toEqual({ inputTokens: 2_000_000, outputTokens: 1_000_000 });
  expect(spent.cost).toBeCloseTo(1.25 + 1.2);
});

test("one call without a price leaves the sum without a cost, and no call costs nothing", () => {
  expect("cost" in spentOn([call("gpt-5-mini"), call("gpt-6-luna")])).toBe(false);
  expect(spentOn([])).toEqual({ usage: { inputTokens: 0, outputTokens: 0 }, cost: 0 });
});
