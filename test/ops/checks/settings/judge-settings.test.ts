import { expect, test } from "vitest";
import { judgeSettings } from "../../../../ops/checks/settings/judge-settings.ts";

const PREVIEW = {
  "aws:region": "us-west-2",
  "atlas-codex:STAGE": "preview",
  "atlas-codex:GPT5_ENABLED": "true",
  "atlas-codex:FORCE_GPT4": "false",
  "atlas-codex:UNIFIED_EXTRACTOR_ENABLED": "true",
  "atlas-codex:DEFAULT_MODEL_STRATEGY": "gpt5_preview",
  "atlas-codex:MONTHLY_BUDGET": "500",
};
const PRODUCTION = {
  ...PREVIEW,
  "atlas-codex:STAGE": "production",
  "atlas-codex:GPT5_ENABLED": "false",
  "atlas-codex:FORCE_GPT4": "true",
  "atlas-codex:DEFAULT_MODEL_STRATEGY": "gpt4_stable",
  "atlas-codex:MONTHLY_BUDGET": "2000",
};

const judged = (preview: Record<string, string>, production: Record<string, string>) =>
  judgeSettings([
    { stage: "preview", config: { ...PREVIEW, ...preview } },
    { stage: "production", config: { ...PRODUCTION, ...production } },
  ]).map(({ code, message }) => `${code}: ${message}`);

test("stages that differ only where it is declared have nothing wrong with them", () => {
  expect(judged({}, {})).toEqual([]);
});

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  ["a contradiction", {}, { "atlas-codex:GPT5_ENABLED": "true" }, "setting: Pulumi.production.yaml: GPT5_ENABLED=true"],
  [
    "a value that cannot be",
    { "atlas-codex:FORCE_GPT4": "yes" },
    {},
    'setting: Pulumi.preview.yaml: FORCE_GPT4 is "yes"',
  ],
  [
    "the other stage's name",
    {},
    { "atlas-codex:STAGE": "preview" },
    'other-stage: Pulumi.production.yaml says STAGE is "preview"',
  ],
  [
    "a region of its own",
    { "aws:region": "eu-west-1" },
    {},
    'undeclared-difference: aws:region is "eu-west-1" in preview and',
  ],
  [
    "what only one stage has",
    {},
    { "atlas-codex:CORS_ORIGINS": "https://a.example" },
    "undeclared-difference: atlas-codex:CORS_ORIGINS is absent in preview",
  ],
  [
    "a name nobody reads",
    { "atlas-codex:GPT5": "1" },
    { "atlas-codex:GPT5": "1" },
    "unknown-setting: Pulumi.preview.yaml sets atlas-codex:GPT5",
  ],
  [
    "the embedded model",
    { "atlas-codex:MODEL_BASE_URL": "http://127.0.0.1:1" },
    {},
    "embedded-setting: Pulumi.preview.yaml",
  ],
])("%s is found", (_, preview, production, expected) => {
  expect(judged(preview, production).some((found) => found.startsWith(expected))).toBe(true);
});
