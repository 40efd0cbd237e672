import { describe, expect, test } from "vitest";
import { policyFor, type Reach, trustPolicy } from "../../infra/policy.ts";
import { FUNCTION_NAMES } from "../../runtime/domain/environment.ts";

const REACH: Reach = {
  jobs: "arn:aws:dynamodb:us-west-2:1:table/jobs",
  jobsStream: "arn:aws:dynamodb:us-west-2:1:table/jobs/stream/2026",
  submissions: "arn:aws:dynamodb:us-west-2:1:table/submissions",
  connections: "arn:aws:dynamodb:us-west-2:1:table/connections",
  queue: "arn:aws:sqs:us-west-2:1:queue",
  bucket: "arn:aws:s3:::artifacts",
  masterKey: "arn:aws:secretsmanager:us-west-2:1:secret:master",
  openaiKey: "arn:aws:secretsmanager:us-west-2:1:secret:openai",
  socketApi: "arn:aws:execute-api:us-west-2:1:socket",
};
const LOG_GROUP = "arn:aws:logs:us-west-2:1:log-group:/aws/lambda/x";

describe.each(FUNCTION_NAMES)("the policy of %s", (name) => {
  const { Statement } = policyFor(name, REACH, LOG_GROUP);
  const resources = Statement.flatMap(({ Resource }) => Resource);

  test("names its actions one by one", () => {
    expect(Statement.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });

  test("stays within the stage's own resources", () => {
    const own = [...Object.values(REACH), LOG_GROUP];
    expect(resources.filter((resource) => !own.some((arn) => resource.startsWith(arn)))).toEqual([]);
    expect(resources).not.toContain("*");
  });

  test("gives each statement a name of its own", () => {
    const names = Statement.map(({ Sid }) => Sid);
    expect(new Set(names).size).toBe(names.length);
  });
});

test("only the api and the health check may read the master key", () => {
  const readers = FUNCTION_NAMES.filter((name) =>
    policyFor(name, REACH, LOG_GROUP).Statement.some(({ Resource }) => [Resource].flat().includes(REACH.masterKey)),
  );
  expect(readers).toEqual(["api", "health"]);
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
