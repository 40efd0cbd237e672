import { describe, expect, test } from "vitest";
import type { PolicyKind } from "../../../../ops/checks/iam/document.ts";
import { parsePolicy } from "../../../../ops/checks/iam/parse-policy.ts";
import { caseRows } from "../../../case-rows.ts";

type GrammarRow = { name: string; kind: PolicyKind; policy: unknown; at: string; message: string };

describe("a policy with", () => {
  test.each(caseRows<GrammarRow>("iam/grammar/problems.jsonl"))(
    "$name is refused by name",
    ({ kind, policy, at, message }) => {
      const parsed = parsePolicy(policy, { document: "the policy", kind });
      expect(parsed).toMatchObject({ ok: false, problems: [{ document: "the policy", at }] });
      expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.message)).toEqual([
        expect.stringContaining(message),
      ]);
    },
  );
});

const where = { document: "queue", kind: "resource" } as const;
const statement = { Effect: "Allow", Action: "sqs:*", Resource: "*", Principal: { AWS: "111122223333" } };

test("one statement and a list of one are the same", () => {
  const alone = parsePolicy({ Version: "2012-10-17", Statement: statement }, where);
  expect(alone).toEqual(parsePolicy({ Version: "2012-10-17", Statement: [statement] }, where));
  expect(alone.ok).toBe(true);
});

test("text, URL-encoded text and the value itself are the same", () => {
  const value = { Version: "2012-10-17", Statement: [statement] };
  const text = JSON.stringify(value);
  expect(parsePolicy(text, where)).toEqual(parsePolicy(value, where));
  expect(parsePolicy(encodeURIComponent(text), where)).toEqual(parsePolicy(value, where));
});

test("a statement is found again by its Sid or its index", () => {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement: [{ ...statement, Sid: "Send" }, statement] }, where);
  expect(parsed.ok && parsed.policy.statements.map(({ ref }) => ref)).toEqual([
    { document: "queue", sid: "Send", index: 0 },
    { document: "queue", index: 1 },
  ]);
});

test.each([
  { principal: "*", element: { everyone: true } },
  { principal: { AWS: "*" }, element: { everyone: true } },
  {
    principal: { AWS: ["111122223333", "arn:aws:iam::111122223333:role/a"] },
    element: { aws: ["111122223333", "arn:aws:iam::111122223333:role/a"] },
  },
  { principal: { Service: "sns.amazonaws.com" }, element: { services: ["sns.amazonaws.com"] } },
  { principal: { Federated: "accounts.google.com" }, element: { federated: ["accounts.google.com"] } },
])("the principal $principal is understood", ({ principal, element }) => {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement: { ...statement, Principal: principal } }, where);
  const empty = { negated: false, everyone: false, aws: [], services: [], federated: [], canonicalUsers: [] };
  expect(parsed.ok && parsed.policy.statements[0]?.principal).toEqual({ ...empty, ...element });
});
