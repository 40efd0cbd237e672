import { expect, test } from "vitest";
import { judgeIsolation } from "../../../../ops/checks/isolation/judge-isolation.ts";
import { snapshotFromPreview } from "../../../../ops/checks/isolation/preview-snapshot.ts";
import type { Snapshot } from "../../../../ops/checks/isolation/snapshot.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
type State = {
  urn: string;
  type: string;
  inputs: object;
  outputs?: object;
  id?: string;
  propertyDependencies?: Record<string, string[]>;
};

const urnOf = (stage: string, type: string, name: string) => `urn:pulumi:${stage}::atlas-codex::${type}::${name}`;
const step = (newState: State, op = "create", oldState?: State) => ({
  op,
  urn: newState.urn,
  newState,
  ...(oldState && { oldState }),
});
const ACCOUNT = "111122223333";

/** A stage before its first deployment; `statement` is one of the role's policy, given as an object. */
function firstPreview(stage: string, policy: unknown) {
  const table = urnOf(stage, "aws:dynamodb/table:Table", "jobs");
  const role = urnOf(stage, "aws:iam/role:Role", "worker");
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
    ],
  };
  return {
    config: { "aws:region": "us-west-2" },
    changeSummary: { create: 4 },
    steps: [
      step({ urn: table, type: "aws:dynamodb/table:Table", inputs: { name: `atlas-codex-jobs-${stage}` } }),
      step({
        urn: role,
        type: "aws:iam/role:Role",
        inputs: { name: `atlas-codex-worker-${stage}`, assumeRolePolicy: JSON.stringify(trust) },
      }),
      step({
        ...{ urn: urnOf(stage, "aws:iam/rolePolicy:RolePolicy", "worker"), type: "aws:iam/rolePolicy:RolePolicy" },
        inputs: { name: "p", role: `atlas-codex-worker-${stage}`, policy },
        propertyDependencies: { policy: [table], role: [role] },
      }),
      step({
        ...{ urn: urnOf(stage, "aws:lambda/function:Function", "worker"), type: "aws:lambda/function:Function" },
        inputs: {
          name: `atlas-codex-worker-${stage}`,
          role: UNKNOWN,
          environment: { variables: { SECRET_ID: UNKNOWN } },
        },
        propertyDependencies: { role: [role], environment: [table] },
      }),
    ],
  };
}

function read(document: unknown): Snapshot {
  const result = snapshotFromPreview(document);
  if ("problem" in result) throw new Error(result.problem);
  return result.snapshot;
}

const own = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: UNKNOWN }] };

test("two stages that were never deployed are isolated when the preview tells the statements of their policies", () => {
  const judgement = judgeIsolation({ a: read(firstPreview("preview", own)), b: read(firstPreview("production", own)) });
  expect(judgement).toMatchObject({ verdict: "isolated", findings: [], undecided: [] });
  expect(judgement.matrix).toContainEqual({
    principal: `arn:aws:iam::${ACCOUNT}:role/atlas-codex-worker-preview`,
    resource: `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/atlas-codex-jobs-preview`,
    verdict: "allowed",
  });
});

test("a wildcard in a policy whose other values are not known yet is found", () => {
  const wide = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: [UNKNOWN, "*"] }],
  };
  const judgement = judgeIsolation({
    a: read(firstPreview("preview", wide)),
    b: read(firstPreview("production", own)),
  });
  expect(judgement.verdict).toBe("leaking");
  expect(judgement.findings[0]?.witness.chain.at(-1)).toContain("atlas-codex-jobs-production");
});

test("a policy of which nothing is known leaves the proof open: it may hold a wildcard", () => {
  const judgement = judgeIsolation({
    a: read(firstPreview("preview", UNKNOWN)),
    b: read(firstPreview("production", own)),
  });
  expect(judgement.verdict).toBe("undecided");
  expect(judgement.undecided.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("is not known before it is deployed"),
  ]);
});

test("a value that comes from no resource of the stage leaves the proof open", () => {
  const document = firstPreview("preview", own);
  for (const { newState } of document.steps) delete newState.propertyDependencies?.environment;
  const judgement = judgeIsolation({ a: read(document), b: read(firstPreview("production", own)) });
  expect(judgement.undecided.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("environment.variables.SECRET_ID is not known"),
  ]);
});

test("what stays keeps what it has, what changes takes what the program asks for", () => {
  const state = {
    urn: urnOf("preview", "aws:sqs/queue:Queue", "queue"),
    type: "aws:sqs/queue:Queue",
    inputs: { name: "q", delaySeconds: 2 },
  };
  const old = {
    ...state,
    id: "https://q",
    inputs: { name: "q", delaySeconds: 1 },
    outputs: { name: "q", delaySeconds: 1, arn: "arn:aws:sqs:us-west-2:111122223333:q" },
  };
  const { resources } = read({ steps: [step(state, "update", old)] });
  expect(resources[0]).toMatchObject({
    id: "https://q",
    arn: "arn:aws:sqs:us-west-2:111122223333:q",
    properties: { delaySeconds: 2 },
  });
});

test("what will be deleted is left out", () => {
  const state = {
    urn: urnOf("preview", "aws:sqs/queue:Queue", "queue"),
    type: "aws:sqs/queue:Queue",
    inputs: { name: "q" },
  };
  const gone = { op: "delete", urn: "x", oldState: { ...state, urn: urnOf("preview", "aws:sqs/queue:Queue", "gone") } };
  expect(read({ steps: [step(state), gone] }).resources).toHaveLength(1);
});

test.each([
  ["nothing", null, "not the preview"],
  ["an export", { version: 3, deployment: { resources: [] } }, "not the preview"],
  ["a preview that failed", { config: {}, diagnostics: [] }, "not the preview"],
  ["a preview of changes only", { steps: [], changeSummary: { same: 12 } }, "leaves out 12 resources"],
  ["a program without resources", { steps: [] }, "no resources of AWS"],
])("%s is answered with a sentence", (_, given, sentence) => {
  expect(snapshotFromPreview(given)).toEqual({ problem: expect.stringContaining(sentence) });
});
