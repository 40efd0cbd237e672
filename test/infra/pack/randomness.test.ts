import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { looksRandom } from "../../../infra/pack/rules/randomness.ts";

test.each([
  "kmsDataKeyReusePeriodSeconds",
  "atlas-codex-preview-us-west-2-ws-disconnect",
  "arn:aws:execute-api:us-west-2:123456789012:6fb57a4b/production/POST/@connections",
  "arn:aws:secretsmanager:us-west-2:123456789012:secret:atlas-codex-master-api-key-preview-AbC9eF",
  "key/0f8e7d6c-5b4a-4321-9876-fedcba987654",
  "vpce-svc-0e87519c997c63cd8",
  "AWSLambdaBasicExecutionRole2024WithLogs",
])("%s was written by somebody", (text) => {
  expect(looksRandom(text)).toBe(false);
});

test.each(["base64", "base64url", "hex"] as const)("hardly one in twenty random keys in %s is missed", (form) => {
  const keys = Array.from({ length: 1000 }, (_, index) => createHash("sha256").update(`key ${index}`).digest(form));
  expect(keys.filter((key) => !looksRandom(key)).length).toBeLessThan(50);
});
