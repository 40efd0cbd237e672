import { expect, test } from "vitest";
import { readConfig } from "../../infra/config.ts";

const PREVIEW = {
  STAGE: "preview",
  GPT5_ENABLED: "true",
  FORCE_GPT4: "false",
  UNIFIED_EXTRACTOR_ENABLED: "true",
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: "500",
};

function read(changes: Record<string, string | undefined>, awsEndpoint?: string, stack = "preview") {
  const values: Record<string, string | undefined> = { ...PREVIEW, ...changes };
  return readConfig({ get: (name) => values[name], stack, awsEndpoint });
}

test("a complete configuration is parsed and kept as text", () => {
  const config = read({});
  expect(config.settings).toMatchObject({ STAGE: "preview", GPT5_ENABLED: true, MONTHLY_BUDGET: 500 });
  expect(config.text).toEqual(PREVIEW);
  expect(config.embedded).toEqual({});
});

test("every problem is listed at once, and where to mend it", () => {
  const attempt = () => read({ MONTHLY_BUDGET: "lots", DEFAULT_MODEL_STRATEGY: undefined, FORCE_GPT4: "true" });
  expect(attempt).toThrow(/MONTHLY_BUDGET is "lots"/);
  expect(attempt).toThrow(/DEFAULT_MODEL_STRATEGY is not set/);
  expect(attempt).toThrow(/GPT5_ENABLED=true contradicts FORCE_GPT4=true/);
  expect(attempt).toThrow(/Mend it in Pulumi\.preview\.yaml/);
});

test("a stage is deployed into the stack of its own name only", () => {
  expect(() => read({}, undefined, "production")).toThrow(/STAGE is "preview" but the stack is "production"/);
});

test.each(["MODEL_BASE_URL", "FETCH_ALLOWED_TARGETS"])("%s is refused on a real account", (name) => {
  expect(() => read({ [name]: "http://127.0.0.1:1/v1" })).toThrow(`${name} is for the embedded AWS only`);
  expect(() => read({ [name]: "x" }, "https://dynamodb.us-west-2.amazonaws.com")).toThrow(/embedded AWS only/);
});

test("the embedded mode's settings are taken where AWS is on loopback", () => {
  const config = read({ MODEL_BASE_URL: "http://127.0.0.1:1/v1" }, "http://127.0.0.1:4566");
  expect(config.embedded).toEqual({ MODEL_BASE_URL: "http://127.0.0.1:1/v1" });
});

test("further model providers are taken from the stack's configuration, and only those that are known", () => {
  expect(read({}).modelProviders).toEqual([]);
  expect(read({ modelProviders: " openrouter, openrouter " }).modelProviders).toEqual(["openrouter"]);
  const attempt = () => read({ modelProviders: "openai,elsewhere" });
  expect(attempt).toThrow('modelProviders names "openai" (expected any of openrouter)');
  expect(attempt).toThrow('modelProviders names "elsewhere"');
});

test("hosts exempt from robots.txt are taken from the stack's configuration where it names some", () => {
  expect(read({}).robotsExemptHosts).toBeUndefined();
  expect(read({ robotsExemptHosts: "docs.example.com" }).robotsExemptHosts).toBe("docs.example.com");
});

test("what runs migrations past one machine is asked for by name, or not at all", () => {
  expect(read({}).migrationWorkers).toBeUndefined();
  expect(read({ migrationWorkers: "step-functions" }).migrationWorkers).toBe("step-functions");
  expect(() => read({ migrationWorkers: "batch" })).toThrow('migrationWorkers is "batch" (expected step-functions,');
});
