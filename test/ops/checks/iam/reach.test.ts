import { describe, expect, test } from "vitest";
import { accountReach } from "../../../../ops/checks/iam/account-reach.ts";
import { actionRows } from "../../../../ops/checks/iam/action-table.ts";
import { type Context, NOTHING_KNOWN } from "../../../../ops/checks/iam/context.ts";
import { decide } from "../../../../ops/checks/iam/decide.ts";
import type { Principal } from "../../../../ops/checks/iam/principal.ts";
import { type Reach, reach } from "../../../../ops/checks/iam/reach.ts";
import { scopeOf } from "../../../../ops/checks/iam/resource-scope.ts";
import { caseRows } from "../../../case-rows.ts";
import { policiesOf, principalOf, type WrittenPolicies } from "./case-policies.ts";

type ReachRow = {
  name: string;
  question: {
    principal: string | Principal;
    resource: string;
    account?: string;
    children?: string[];
    context: Context;
  };
  policies: WrittenPolicies;
  expected: Partial<Reach>;
};

const role = principalOf("arn:aws:iam::111122223333:role/worker");

describe("whether a principal reaches a resource", () => {
  test.each(caseRows<ReachRow>("iam/reach/reach.jsonl"))("$name", ({ question, policies: written, expected }) => {
    const { resource, account, children, context } = question;
    const principal = principalOf(question.principal);
    const policies = policiesOf(written);
    const found = reach(
      {
        principal,
        scope: scopeOf({ arn: resource, ...(account && { account }), ...(children && { children }) }),
        context,
      },
      policies,
    );
    expect(found).toMatchObject(expected);
    if (found.verdict === "unreachable") return;
    expect(found.reasons.length > 0).toBe(found.verdict === "undecided");
    if (found.verdict === "undecided") return;
    const owner = account === undefined ? {} : { resourceAccount: account };
    const asked = { principal, action: found.action, resource: found.arn, ...owner, context };
    expect(decide(asked, policies).verdict).toBe("allowed");
  });
});

test("asked for some actions only, no other action is a witness", () => {
  const policies = policiesOf({
    identity: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "sqs:Get*", Resource: "*" } }],
  });
  const scope = scopeOf({ arn: "arn:aws:sqs:us-west-2:111122223333:jobs" });
  const among = (...names: string[]) =>
    reach({ principal: role, scope, context: NOTHING_KNOWN, only: actionRows(names) }, policies);
  expect(among("sqs:SendMessage").verdict).toBe("unreachable");
  expect(among("sqs:SendMessage", "sqs:GetQueueUrl")).toMatchObject({
    verdict: "reachable",
    action: "sqs:GetQueueUrl",
  });
});

test("changes to the whole account are listed apart", () => {
  const policies = policiesOf({
    identity: [
      { Version: "2012-10-17", Statement: { Effect: "Allow", Action: ["logs:*", "sqs:ListQueues"], Resource: "*" } },
    ],
  });
  const found = accountReach(role, NOTHING_KNOWN, policies);
  expect(found.map(({ action }) => action)).toContain("logs:PutResourcePolicy");
  expect(found.filter(({ action }) => action.startsWith("sqs:"))).toEqual([]);
});
