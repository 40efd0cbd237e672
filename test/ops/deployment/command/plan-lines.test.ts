import { describe, expect, test } from "vitest";
import { typeTold } from "../../../../ops/deployment/command/change-kinds.ts";
import { changeLines, changesCounted, costOf, lossesIn } from "../../../../ops/deployment/command/plan-lines.ts";
import type { PlannedChange } from "../../../../ops/deployment/ports.ts";

function change(words: string, properties: readonly string[] = []): PlannedChange {
  const [operation, type = "", name = ""] = words.split(" ") as [PlannedChange["operation"], string, string];
  return { urn: `urn:pulumi:preview::atlas-codex::${type}::${name}`, type, name, operation, properties };
}

const TABLE = "aws:dynamodb/table:Table";
const LAMBDA = "aws:lambda/function:Function";

describe("what is lost", () => {
  test.each([
    ["delete aws:dynamodb/table:Table jobs", ["jobs (dynamodb table) is deleted, and its items with it"]],
    ["replace aws:s3/bucket:Bucket pages", ["pages (s3 bucket) is replaced, and its objects with it"]],
    ["delete aws:kms/key:Key key", ["key (kms key) is deleted, and all that it has encrypted with it"]],
    [
      "replace aws:cloudwatch/logGroup:LogGroup api",
      ["api (cloudwatch log group) is replaced, and its log lines with it"],
    ],
    ["update aws:dynamodb/table:Table jobs", []],
    ["create aws:sqs/queue:Queue queue", []],
    ["delete aws:lambda/function:Function api", []],
  ])("by %s", (words, losses) => {
    expect(lossesIn([change(words)])).toEqual(losses);
  });
});

describe("what a plan does", () => {
  test("counts what AWS has, and not the program's brackets around it", () => {
    const changes = [
      change(`create ${LAMBDA} api`),
      change("create atlas-codex:infra:RestApi api"),
      change(`update ${LAMBDA} worker`),
    ];
    expect(changesCounted(changes)).toBe("2 changes: 1 created, 1 updated");
    expect(changesCounted(changes.slice(1, 2))).toBe("no changes");
  });

  test("tells what is gone first, and of what is changed the properties", () => {
    const lines = changeLines([
      change(`update ${LAMBDA} worker`, ["code", "environment"]),
      change(`delete ${TABLE} old`),
      ...["a", "b", "c", "d", "e", "f", "g"].map((name) => change(`create ${LAMBDA} ${name}`)),
    ]);
    expect(lines).toEqual([
      ...["  deleted", "    dynamodb table  old"],
      ...["  created", "    lambda function  a, b, c, d, e and 2 more"],
      ...["  updated", "    lambda function  worker (code, environment)"],
    ]);
  });

  test.each([
    ["lambda function", LAMBDA],
    ["cloudwatch metric alarm", "aws:cloudwatch/metricAlarm:MetricAlarm"],
    ["aws", "pulumi:providers:aws"],
  ])("calls a type %s", (words, type) => {
    expect(typeTold(type)).toBe(words);
  });
});

describe("what a plan costs", () => {
  test.each([
    ["nothing: nothing is created", [`update ${TABLE} jobs`, "create atlas-codex:infra:Tables tables"]],
    ["what is created is paid per request", [`create ${TABLE} jobs`]],
    [
      "about $1.20 a month more: 1 KMS key $1.00, 2 alarms $0.20; the rest is paid per request",
      [
        "create aws:kms/key:Key key",
        "create aws:cloudwatch/metricAlarm:MetricAlarm a",
        "create aws:cloudwatch/metricAlarm:MetricAlarm b",
      ],
    ],
  ])("%s", (told, words) => {
    expect(costOf(words.map((each) => change(each)))).toBe(told);
  });
});
