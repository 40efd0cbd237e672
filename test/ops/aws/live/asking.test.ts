import { expect, test } from "vitest";
import type { Ours, ServiceReader } from "../../../../ops/aws/live/account.ts";
import { Asking } from "../../../../ops/aws/live/asking.ts";
import { readDynamodb } from "../../../../ops/aws/live/dynamodb.ts";
import { readKms } from "../../../../ops/aws/live/kms.ts";
import { readLambda } from "../../../../ops/aws/live/lambda.ts";
import { readSecrets } from "../../../../ops/aws/live/secretsmanager.ts";
import { type Answered, type Asked, fakeAws, refusal } from "./fake-aws.ts";

const ours: Ours = ({ name, arn }) => `${name} ${arn}`.includes("atlas-codex");

async function read(reader: ServiceReader, answer: (asked: Asked, count: number) => Answered) {
  const { options, asked } = fakeAws(answer);
  const asking = new Asking(new AbortController().signal);
  const resources = await reader({ account: "111122223333", options, ours, asking });
  return { resources, gaps: asking.gaps, asked };
}

const table = (name: string) => ({
  TableName: name,
  TableArn: `arn:aws:dynamodb:us-west-2:111122223333:table/${name}`,
});
const tables =
  (rest: (asked: Asked, count: number) => Answered | undefined) =>
  (asked: Asked, count: number): Answered => {
    const own = rest(asked, count);
    if (own !== undefined) return own;
    if (asked.operation === "ListTables")
      return { body: { TableNames: ["atlas-codex-jobs-preview", "somebody-elses"] } };
    if (asked.operation === "DescribeTable") return { body: { Table: table(String(asked.input.TableName)) } };
    if (asked.operation === "GetResourcePolicy") return refusal("PolicyNotFoundException");
    return { body: { Tags: [], KinesisDataStreamDestinations: [] } };
  };

test("what is there is listed, what is somebody else's is not looked at, and nothing is left open", async () => {
  const { resources, gaps, asked } = await read(
    readDynamodb,
    tables(() => undefined),
  );
  expect(resources.map(({ name }) => name)).toEqual(["atlas-codex-jobs-preview"]);
  expect(gaps).toEqual([]);
  expect(asked.filter(({ input }) => input.TableName === "somebody-elses")).toEqual([]);
});

test("a throttled call is asked again until it is answered", async () => {
  const throttled = tables(({ operation }, count) =>
    operation === "ListTables" && count < 3 ? refusal("ThrottlingException") : undefined,
  );
  const { resources, gaps, asked } = await read(readDynamodb, throttled);
  expect(asked.filter(({ operation }) => operation === "ListTables")).toHaveLength(3);
  expect([resources.length, gaps]).toEqual([1, []]);
});

test("a call that stays throttled leaves a gap with the permission it needs", async () => {
  const throttled = tables(({ operation }) =>
    operation === "ListTables" ? refusal("ProvisionedThroughputExceededException") : undefined,
  );
  const { resources, gaps } = await read(readDynamodb, throttled);
  expect(resources).toEqual([]);
  expect(gaps).toEqual([
    {
      ...{ service: "dynamodb", permission: "dynamodb:ListTables", on: undefined },
      reason: expect.stringMatching(/^still throttled after every retry/),
    },
  ]);
});

test("a refused call leaves a gap, and what could be read is kept", async () => {
  const refused = tables(({ operation }) =>
    operation === "GetResourcePolicy" ? refusal("AccessDeniedException", 403) : undefined,
  );
  const { resources, gaps } = await read(readDynamodb, refused);
  expect(resources).toHaveLength(1);
  expect(gaps).toMatchObject([
    {
      permission: "dynamodb:GetResourcePolicy",
      on: table("atlas-codex-jobs-preview").TableArn,
      reason: "refused (AccessDeniedException)",
    },
  ]);
});

test.each([
  ["a page without its list", { body: {} }, "a page came without its list"],
  ["an answer cut off in the middle", { body: '{"TableNames": ["atlas-' }, expect.stringMatching(/SyntaxError|JSON/)],
  ["an answer that is not AWS's", { status: 502, body: "<html>Bad gateway</html>" }, expect.any(String)],
  [
    "a page that leads back to itself",
    { body: { TableNames: [], LastEvaluatedTableName: "atlas-codex-jobs-preview" } },
    "the same page came again",
  ],
])("%s leaves a gap", async (_, answered, reason) => {
  const { gaps } = await read(
    readDynamodb,
    tables(({ operation }) => (operation === "ListTables" ? answered : undefined)),
  );
  expect(gaps).toMatchObject([{ permission: "dynamodb:ListTables", reason }]);
});

test("a page that says there is more without saying how to get it leaves a gap", async () => {
  const { gaps } = await read(readKms, ({ operation }) =>
    operation === "ListKeys" ? { body: { Keys: [], Truncated: true } } : { body: { Aliases: [] } },
  );
  expect(gaps).toMatchObject([
    { permission: "kms:ListKeys", reason: "a page says there is more, but not how to get it" },
  ]);
});

test("every page is asked for", async () => {
  const { resources, gaps } = await read(
    readDynamodb,
    tables(({ operation, input }) => {
      if (operation !== "ListTables") return undefined;
      const first = input.ExclusiveStartTableName === undefined;
      return {
        body: first
          ? { TableNames: ["atlas-codex-jobs-preview"], LastEvaluatedTableName: "atlas-codex-jobs-preview" }
          : { TableNames: ["atlas-codex-jobs-production"] },
      };
    }),
  );
  expect([resources.map(({ name }) => name), gaps]).toEqual([
    ["atlas-codex-jobs-preview", "atlas-codex-jobs-production"],
    [],
  ]);
});

test("of a secret's value only a digest is kept, equal for equal values", async () => {
  const arn = (name: string) => `arn:aws:secretsmanager:us-west-2:111122223333:secret:${name}`;
  const names = ["atlas-codex-key-preview", "atlas-codex-key-production"];
  const { resources } = await read(readSecrets, ({ operation }) => {
    if (operation === "ListSecrets") return { body: { SecretList: names.map((Name) => ({ Name, ARN: arn(Name) })) } };
    return { body: operation === "GetSecretValue" ? { SecretString: "the very same" } : {} };
  });
  const values = resources.filter(({ type }) => type.endsWith(":SecretVersion")).map(({ properties }) => properties);
  expect(JSON.stringify(resources)).not.toContain("the very same");
  expect(values[0]?.secretString).toMatchObject({ secret: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(values[0]?.secretString).toEqual(values[1]?.secretString);
});

test("a function's policy is told as the permissions it was made of, and a statement of another shape leaves a gap", async () => {
  const name = "atlas-codex-api-preview";
  const permission = {
    ...{ Sid: "rest", Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" } },
    ...{ Action: "lambda:InvokeFunction", Resource: "arn:aws:lambda:us-west-2:111122223333:function:x" },
    Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:us-west-2:111122223333:abc/*" } },
  };
  const strange = { ...permission, Sid: "strange", Condition: { Bool: { "aws:SecureTransport": "true" } } };
  const { resources, gaps } = await read(readLambda, ({ path }) => {
    if (/\/functions\/?$/.test(path))
      return {
        body: { Functions: [{ FunctionName: name, FunctionArn: "arn:aws:lambda:us-west-2:111122223333:function:x" }] },
      };
    if (path.endsWith("/policy")) return { body: { Policy: JSON.stringify({ Statement: [permission, strange] }) } };
    return {
      body: {
        ...{ Tags: {}, Aliases: [], Versions: [], FunctionUrlConfigs: [], FunctionEventInvokeConfigs: [] },
        ...{ EventSourceMappings: [], Layers: [] },
      },
    };
  });
  expect(resources.find(({ type }) => type.endsWith(":Permission"))?.properties).toEqual({
    ...{ function: name, statementId: "rest", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    sourceArn: "arn:aws:execute-api:us-west-2:111122223333:abc/*",
  });
  expect(gaps).toMatchObject([{ permission: "lambda:GetPolicy", reason: expect.stringContaining("statement 1") }]);
});

test("aborting ends the reading instead of leaving a gap", async () => {
  const controller = new AbortController();
  controller.abort();
  const { options } = fakeAws(() => ({ body: {} }));
  const asking = new Asking(controller.signal);
  await expect(readDynamodb({ account: "1", options, ours, asking })).rejects.toThrow();
});
