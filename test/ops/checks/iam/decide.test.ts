import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decide } from "../../../../ops/checks/iam/decide.ts";
import { caseRows } from "../../../case-rows.ts";
import { type DecisionRow, policiesOf, questionOf } from "./case-policies.ts";

const files = readdirSync(new URL("../../../cases/iam/", import.meta.url)).filter((name) => name.endsWith(".jsonl"));

describe.each(files)("decisions in %s", (file) => {
  test.each(caseRows<DecisionRow>(`iam/${file}`))("$name", ({ question, policies, expected }) => {
    const decision = decide(questionOf(question), policiesOf(policies));
    expect(decision).toMatchObject(expected);
    expect(decision.reasons.length > 0).toBe(decision.verdict === "undecided");
  });
});
