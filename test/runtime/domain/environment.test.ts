import { expect, test } from "vitest";
import { readEnvironment } from "../../../runtime/domain/environment.ts";

const HEALTH = {
  ...{ STAGE: "production", GPT5_ENABLED: "false", FORCE_GPT4: "true", UNIFIED_EXTRACTOR_ENABLED: "true" },
  ...{ DEFAULT_MODEL_STRATEGY: "gpt4_stable", MONTHLY_BUDGET: "2000", VERSION_ID: "1", JOBS_TABLE: "jobs" },
  ...{ QUEUE_URL: "https://sqs.us-west-2.amazonaws.com/1/queue", ARTIFACTS_BUCKET: "artifacts" },
  ...{ MASTER_KEY_SECRET_ID: "master", OPENAI_KEY_SECRET_ID: "openai" },
};

test("the keys of further model providers are named provider by provider", () => {
  const arn = "arn:aws:secretsmanager:us-west-2:1:secret:atlas-codex-openrouter-api-key-preview-abc";
  const read = (keys?: string) =>
    readEnvironment("health", keys === undefined ? HEALTH : { ...HEALTH, MODEL_PROVIDER_KEYS: keys });
  expect(read(`openrouter=${arn}`).MODEL_PROVIDER_KEYS).toEqual({ openrouter: arn });
  expect(read().MODEL_PROVIDER_KEYS).toBeUndefined();
  for (const wrong of ["openrouter", "openrouter=", "elsewhere=x", "=x"]) {
    expect(() => read(wrong)).toThrow("MODEL_PROVIDER_KEYS is not usable");
  }
});
