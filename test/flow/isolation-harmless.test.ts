import { expect, test } from "vitest";
import { POLICY_VARIANTS } from "../ops/checks/isolation/harmless/policy-variants.ts";
import { STACK_VARIANTS } from "../ops/checks/isolation/harmless/stack-variants.ts";
import { randomFrom } from "../ops/checks/isolation/leaks/random.ts";
import { draftOf } from "../ops/checks/isolation/leaks/stack-draft.ts";
import { judged } from "../ops/checks/isolation/stacks.ts";
import { deployedExport } from "./deployed-exports.ts";

const STACKS = { preview: await deployedExport("preview"), production: await deployedExport("production") };

const HARMLESS_VARIANTS = { ...POLICY_VARIANTS, ...STACK_VARIANTS };
const variants = Object.keys(HARMLESS_VARIANTS).map((variant, at) => ({ variant, seed: 7_000 + at }));

test("there are at least 25 harmless variants", () => {
  expect(variants.length).toBeGreaterThanOrEqual(25);
});

test.each(variants)("$variant (seed $seed): still isolated, nothing undecided", ({ variant, seed }) => {
  const random = randomFrom(seed);
  const stacks = [draftOf(STACKS.preview, random), draftOf(STACKS.production, random)] as const;
  HARMLESS_VARIANTS[variant]?.({ stacks, random });
  const { verdict, findings, undecided } = judged(stacks[0].document, stacks[1].document);
  expect({ verdict, findings, undecided }).toEqual({ verdict: "isolated", findings: [], undecided: [] });
});
