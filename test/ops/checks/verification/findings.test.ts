import { describe, expect, test } from "vitest";
import { type Alarm, alarmFindings } from "../../../../ops/checks/verification/alarm-findings.ts";
import { functionFindings } from "../../../../ops/checks/verification/function-findings.ts";
import { redriveFindings } from "../../../../ops/checks/verification/redrive-findings.ts";
import { smokeFindings } from "../../../../ops/checks/verification/smoke-findings.ts";
import { topicAdmitsAlarms } from "../../../../ops/checks/verification/topic-admits.ts";
import { parseSettings } from "../../../../runtime/domain/settings.ts";

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe("a function", () => {
  const text = {
    ...{ STAGE: "preview", GPT5_ENABLED: "true", FORCE_GPT4: "false", UNIFIED_EXTRACTOR_ENABLED: "true" },
    ...{ DEFAULT_MODEL_STRATEGY: "gpt5_preview", MONTHLY_BUDGET: "500" },
  };
  const outputs = {
    ...{ stage: "preview" as const, region: "us-west-2", apiUrl: "https://a.example", socketUrl: "wss://b.example" },
    ...{ masterKeySecretId: "key-1", openaiKeySecretId: "key-2", jobsTable: "jobs", operationsTable: "operations" },
    ...{ queueUrl: "https://q.example/q", deadLetterQueueUrl: "https://q.example/d", artifactsBucket: "bucket" },
    versions: { "rotate-secret": "0123456789abcdef" },
  };
  const settings = parseSettings(text);
  const variables = { ...text, VERSION_ID: "0123456789abcdef", MASTER_KEY_SECRET_ID: "key-1" };
  const bundle = outputs.versions["rotate-secret"];
  const judged = (changes: Record<string, string>, state = "Active", lastUpdate = "Successful") =>
    functionFindings(
      { name: "rotate-secret", state, lastUpdate, variables: { ...variables, ...changes } },
      { outputs, settings, bundle },
    );

  test("that is as it was meant has no findings", () => {
    expect(judged({})).toEqual([]);
    expect(judged({ MONTHLY_BUDGET: "500.0" })).toEqual([]);
  });

  test.each([
    [{ VERSION_ID: "fedcba" }, "version", /fedcba; meant is 0123456789ab/],
    [
      { FORCE_GPT4: "true" },
      "setting",
      /FORCE_GPT4 of the function rotate-secret is "true"; the stage file says "false"/,
    ],
    [{ SPARE: "1" }, "variable-unknown", /told SPARE/],
  ])("with %o is found out", (changes, code, why) => {
    expect(judged(changes as Record<string, string>)).toEqual([
      expect.objectContaining({ code, message: expect.stringMatching(why) }),
    ]);
  });

  test("with another secret is found out, and neither value is told", () => {
    const [finding, ...more] = judged({ MASTER_KEY_SECRET_ID: "key-of-another" });
    expect(more).toEqual([]);
    expect(finding?.message).toBe(
      "MASTER_KEY_SECRET_ID of the function rotate-secret is not the stack's masterKeySecretId.",
    );
  });

  test.each([
    ["has settings and variables of its own time", { MONTHLY_BUDGET: "9", NEWER: undefined, OLDER: "1" }, []],
    ["is told what this version does not know the stack by", { JOBS_TABLE: "jobs", ARTIFACTS_BUCKET: "b" }, []],
    ["is of another bundle", { VERSION_ID: "fedcba" }, ["version"]],
    ["is told another stack's table", { JOBS_TABLE: "jobs-of-another" }, ["variable"]],
  ])("that a rollback brought back and %s is judged by what was restored", (_, changes, expected) => {
    const { GPT5_ENABLED, ...older } = variables;
    const told = Object.entries({ ...older, ...changes }).filter(([, value]) => value !== undefined);
    const { artifactsBucket, ...then } = outputs;
    const seen = { name: "removed-since", state: "Active", lastUpdate: "Successful" };
    const findings = functionFindings(
      { ...seen, variables: Object.fromEntries(told) as Record<string, string> },
      { outputs: then, settings: undefined, bundle },
    );
    expect(codes(findings)).toEqual(expected);
  });

  test("that is not settled is found out", () => {
    expect(codes(judged({}, "Failed", "Failed"))).toEqual(["function-state", "function-update"]);
  });
});

describe("an alarm", () => {
  const topic = "arn:aws:sns:us-west-2:1:t";
  const meant: Alarm = {
    ...{ name: "a", metric: "Errors", threshold: 0, enabled: true },
    ...{ actions: [topic], okActions: [topic] },
  };

  test.each([
    [{}, []],
    [{ enabled: false }, ["alarm-off"]],
    [{ actions: [] }, ["alarm-unwired"]],
    [{ okActions: ["elsewhere"] }, ["alarm-unwired"]],
    [{ threshold: 1_000 }, ["alarm-changed"]],
    [{ name: "b" }, ["alarm-missing"]],
  ])("that is meant to be wired, and is seen with %o, gives %o", (changes, expected) => {
    expect(codes(alarmFindings({ meant: [meant], seen: [{ ...meant, ...changes }] }))).toEqual(expected);
  });

  test.each([
    [{ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish" }, true],
    [{ Effect: "Allow", Principal: { Service: ["cloudwatch.amazonaws.com"] }, Action: ["sns:Publish"] }, true],
    [{ Effect: "Deny", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish" }, false],
    [{ Effect: "Allow", Principal: { Service: "budgets.amazonaws.com" }, Action: "sns:Publish" }, false],
  ])("may publish under %o: %s", (statement, admits) => {
    expect(topicAdmitsAlarms(JSON.stringify({ Statement: [statement] }))).toBe(admits);
  });
});

test.each([
  ['{"deadLetterTargetArn":"d","maxReceiveCount":3}', []],
  ['{"deadLetterTargetArn":"e","maxReceiveCount":3}', ["redrive"]],
  ["", ["redrive"]],
  ["{", ["redrive"]],
])("the redrive policy %s gives %o", (policy, expected) => {
  expect(codes(redriveFindings({ policy, deadLetters: "d" }))).toEqual(expected);
});

describe("a smoke job", () => {
  const job = {
    ...{ id: "a", type: "sync", status: "completed", url: "https://a.example/", params: {} },
    ...{ createdAt: 1, updatedAt: 2, schemaVersion: 13 },
  };
  const result = { data: { title: "A" }, evidence: { "/title": { start: 0, end: 1 } } };

  test.each([
    ["sync", { ...job, result }, []],
    ["ai-process", { ...job, result: { ...result, model: "gpt-5-nano" } }, []],
    ["ai-process", { ...job, result: { ...result, model: "gpt-4o" } }, ["smoke-model"]],
    ["ai-process", { ...job, result }, ["smoke-model"]],
    ["async", { ...job, result: { ...result, model: "gpt-5-nano" } }, ["smoke-model"]],
    ["async", { ...job, result: { ...result, evidence: {} } }, ["smoke-evidence"]],
    ["async", { ...job, status: "failed", error: "no page" }, ["smoke-status"]],
    ["async", job, ["smoke-result"]],
    ["async", { error: {} }, ["smoke-answer"]],
  ] as const)("%s that ends as %o gives %o", (type, answer, expected) => {
    expect(codes(smokeFindings({ type, family: "gpt-5", answer, of: "this version" }))).toEqual(expected);
  });

  const earlier = { ...job, schemaVersion: 12, priority: 1, result: { evidence: { "/title": [0, 1] } } };

  test.each([
    ["sync", undefined, earlier, []],
    ["sync", undefined, { ...earlier, result: { evidence: {} } }, ["smoke-evidence"]],
    ["sync", undefined, { ...earlier, status: "failed" }, ["smoke-status"]],
    ["sync", undefined, { ...earlier, result: 1 }, ["smoke-result"]],
    ["ai-process", "gpt-5", { ...earlier, result: { ...earlier.result, model: "gpt-5-nano" } }, []],
    ["ai-process", "gpt-5", { ...earlier, result: { ...earlier.result, model: "gpt-4o-mini" } }, ["smoke-model"]],
    ["ai-process", undefined, { ...earlier, result: { ...earlier.result, model: "gpt-4o-mini" } }, []],
    ["ai-process", "gpt-5", { ...earlier, result: { ...earlier.result, model: "of-then" } }, []],
    ["ai-process", "gpt-5", earlier, ["smoke-model"]],
  ] as const)("%s of the family %s, by a version that a rollback brought back, gives for %o %o", (...row) => {
    const [type, family, answer, expected] = row;
    expect(codes(smokeFindings({ type, family, answer, of: "an earlier one" }))).toEqual(expected);
  });
});
