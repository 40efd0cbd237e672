import { describe, expect, test } from "vitest";
import { KEY_SERVICES, KEY_USE } from "../../infra/key-use.ts";
import { policyFor, type Statement, trustPolicy } from "../../infra/policy.ts";
import { FUNCTION_NAMES, type FunctionName } from "../../runtime/domain/environment.ts";
import { ACCOUNT, KEY, REACH, REGION } from "./sample-stage.ts";

const LOG_GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/x`;

function statementsOf(name: FunctionName): readonly Statement[] {
  return policyFor({ name, reach: REACH, logGroup: LOG_GROUP, key: KEY, region: REGION }).Statement;
}

/** The services whose encrypted content a statement's actions touch; looking at a thing is not touching its content. */
function touched({ Action }: Statement): string[] {
  const aside = ["dynamodb:DescribeTable", "sqs:GetQueueAttributes", "sqs:DeleteMessage", "s3:ListBucket"];
  const actions = [Action].flat().filter((action) => !aside.includes(action));
  const services: readonly string[] = KEY_SERVICES;
  return actions.map((action) => action.split(":")[0] ?? "").filter((service) => services.includes(service));
}

describe.each(FUNCTION_NAMES)("the policy of %s", (name) => {
  const statements = statementsOf(name);

  test("names its actions one by one", () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });

  test("stays within the stage's own resources", () => {
    const own = [...Object.values(REACH).flat(), LOG_GROUP, KEY];
    const resources = statements.flatMap(({ Resource }) => Resource);
    expect(resources.filter((resource) => !own.some((arn) => resource.startsWith(arn)))).toEqual([]);
    expect(resources).not.toContain("*");
  });

  test("gives each statement a name of its own", () => {
    const names = statements.map(({ Sid }) => Sid);
    expect(new Set(names).size).toBe(names.length);
  });

  test("uses the key through just the services whose content it reads or writes", () => {
    expect(Object.keys(KEY_USE[name]).toSorted()).toEqual([...new Set(statements.flatMap(touched))].toSorted());
    for (const { Sid, Condition } of statements.filter(({ Resource }) => Resource === KEY)) {
      expect(Condition?.StringEquals?.["kms:ViaService"], Sid).toMatch(/^[a-z0-9]+[.]us-west-2[.]amazonaws[.]com$/);
    }
  });
});

test("only the api, the health check and the rotation may read the master key", () => {
  const readers = FUNCTION_NAMES.filter((name) =>
    statementsOf(name).some(({ Resource }) => [Resource].flat().includes(REACH.masterKey)),
  );
  expect(readers).toEqual(["api", "health", "rotate-secret"]);
});

test("a role trusts Lambda, for this account's functions only", () => {
  expect(trustPolicy("123")).toMatchObject({
    Statement: [
      {
        Principal: { Service: "lambda.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123" } },
      },
    ],
  });
});
