import { describe, expect, test } from "vitest";
import { keyPolicy } from "../../infra/key-policy.ts";
import type { Statement } from "../../infra/policy.ts";
import { resourcePolicy, topicPolicy, unusedQueuePolicy } from "../../infra/resource-policy.ts";
import { alarmArns, budgetArn, logGroupArns } from "../../infra/stage-arns.ts";
import { FUNCTION_NAMES } from "../../runtime/domain/environment.ts";
import { ACCOUNT, REACH, REGION, ROLES } from "./sample-stage.ts";

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

function people({ Principal }: Statement): string[] {
  if (Principal === undefined || Principal === "*") return Principal === "*" ? ["*"] : [];
  return "AWS" in Principal ? [Principal.AWS].flat() : [];
}

function allowing(statements: readonly Statement[]): Statement[] {
  return statements.filter(({ Effect }) => Effect === "Allow");
}

const refusal = { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };

describe.each(["queue", "bucket", "masterKey", "openaiKey"] as const)("the policy of the %s", (resource) => {
  const arn = REACH[resource];
  const { Statement } = resourcePolicy({ resource, arn, roles: ROLES });

  test("lets in the stage's own roles and nobody else", () => {
    const named = allowing(Statement).flatMap(people);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((principal) => !Object.values(ROLES).includes(principal))).toEqual([]);
  });

  test("names its actions, and the thing itself", () => {
    expect(allowing(Statement).flatMap(({ Action }) => Action)).not.toContainEqual(expect.stringContaining("*"));
    expect(Statement.flatMap(({ Resource }) => Resource).every((each) => each.startsWith(arn))).toBe(true);
  });

  test("refuses everyone who comes in plain text", () => {
    expect(Statement.at(-1)).toMatchObject(refusal);
  });
});

test("a queue that no function uses lets nobody in", () => {
  const { Statement } = unusedQueuePolicy(REACH.queue);
  expect(Statement).toEqual([expect.objectContaining(refusal)]);
});

test("the alarm topic takes messages from the stage's alarms and budget only", () => {
  const site = { stage: "preview", region: REGION, account: ACCOUNT } as const;
  const topic = `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`;
  const { Statement } = topicPolicy({ topic, account: ACCOUNT, alarms: alarmArns(site), budget: budgetArn(site) });
  expect(allowing(Statement).map(({ Principal, Condition }) => [Principal, Condition?.ArnLike])).toEqual([
    [
      { Service: "cloudwatch.amazonaws.com" },
      { "aws:SourceArn": `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:atlas-codex-*-preview` },
    ],
    [
      { Service: "budgets.amazonaws.com" },
      { "aws:SourceArn": `arn:aws:budgets::${ACCOUNT}:budget/atlas-codex-preview` },
    ],
  ]);
});

describe("the policy of the key", () => {
  const site = { stage: "preview", region: REGION, account: ACCOUNT } as const;
  const facts = {
    logGroups: logGroupArns({ ...site, functions: FUNCTION_NAMES }),
    alarms: alarmArns(site),
    budget: budgetArn(site),
  };
  const { Statement } = keyPolicy({ ...facts, account: ACCOUNT, region: REGION, roles: ROLES });

  test("lets in the account, the stage's own roles, and services on the stage's behalf", () => {
    const named = new Set(Statement.flatMap(people));
    named.delete(ROOT);
    expect([...named].filter((principal) => !Object.values(ROLES).includes(principal))).toEqual([]);
    for (const { Principal, Condition, Sid } of Statement) {
      if (typeof Principal === "object" && "Service" in Principal) {
        expect(JSON.stringify(Condition), Sid).toMatch(/-preview|\/atlas-codex-preview/);
        expect(JSON.stringify(Condition), Sid).not.toContain("production");
      }
    }
  });

  test("gives the account nothing that reads data without a service in between", () => {
    const reading = /Decrypt|Encrypt|GenerateDataKey|CreateGrant/;
    const open = Statement.filter((each) => people(each).includes(ROOT) && each.Condition === undefined);
    expect(open.flatMap(({ Action }) => Action).filter((action) => reading.test(action))).toEqual([]);
  });

  test("leaves the account able to change it, or nobody ever could", () => {
    expect(Statement.find(({ Sid }) => Sid === "AccountAdministers")?.Action).toContain("kms:PutKeyPolicy");
  });

  test("names its actions one by one", () => {
    expect(Statement.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });
});
