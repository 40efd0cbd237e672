import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { canBeTagged } from "../../../infra/pack/rules/taggable-types.ts";

const SDK = new URL("../../../node_modules/@pulumi/aws/", import.meta.url);
const SERVICES = [
  "apigateway",
  "apigatewayv2",
  "budgets",
  "cloudwatch",
  "dynamodb",
  "iam",
  "kms",
  "lambda",
  "resourcegroups",
  "s3",
  "scheduler",
  "secretsmanager",
  "sfn",
  "sns",
  "sqs",
  "ssm",
];

test.each(SERVICES)("the table agrees with the SDK about every type of %s", (service) => {
  const differences = readdirSync(new URL(`${service}/`, SDK))
    .filter((file) => file.endsWith(".d.ts") && !file.startsWith("get"))
    .flatMap((file) => {
      const declared = readFileSync(new URL(`${service}/${file}`, SDK), "utf8");
      if (!declared.includes("extends pulumi.CustomResource")) return [];
      const name = file.replace(".d.ts", "");
      const known = canBeTagged(`aws:${service}/${name}:${name}`);
      const taggable = /readonly tags!?\??: pulumi\.Output/.test(declared) ? "yes" : "no";
      return known === taggable ? [] : [`${name}: the table says ${known}, the SDK ${taggable}`];
    });
  expect(differences).toEqual([]);
});

test("a type of a service we do not use is unheard of", () => {
  expect(canBeTagged("aws:kinesis/stream:Stream")).toBe("unheard of");
});
