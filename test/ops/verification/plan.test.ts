import { expect, test } from "vitest";
import { BEFORE_TRAFFIC, PLAN } from "../../../ops/verification/plan.ts";

const names = PLAN.map(({ name }) => name);

test.each([
  ["through the door", PLAN],
  ["past the alias", BEFORE_TRAFFIC],
])("%s each step comes after those that it builds on", (_, plan) => {
  for (const [at, { name, needs }] of plan.entries()) {
    const before = plan.slice(0, at).map((step) => step.name);
    expect(
      needs.filter((need) => !before.includes(need)),
      name,
    ).toEqual([]);
  }
});

test("the poisoned message is taken out of the dead letters before any other step lets it lie there", () => {
  expect(names[names.indexOf("poisoned message in") + 1]).toBe("poisoned message out");
});
