import { describe, expect, it } from "vitest";
import { readEnvironment, variableNames } from "../../../runtime/domain/environment.ts";
import { parseSettings, settingsProblems } from "../../../runtime/domain/settings.ts";

const preview = {
  STAGE: "preview",
  GPT5_ENABLED: "true",
  FORCE_GPT4: "false",
  UNIFIED_EXTRACTOR_ENABLED: "true",
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: "500",
};
const production = {
  STAGE: "production",
  GPT5_ENABLED: "false",
  FORCE_GPT4: "true",
  UNIFIED_EXTRACTOR_ENABLED: "true",
  DEFAULT_MODEL_STRATEGY: "gpt4_stable",
  MONTHLY_BUDGET: "2000",
};

describe("a stage's settings", () => {
  it("are read as what they mean", () => {
    expect(parseSettings(preview)).toEqual({
      STAGE: "preview",
      GPT5_ENABLED: true,
      FORCE_GPT4: false,
      UNIFIED_EXTRACTOR_ENABLED: true,
      DEFAULT_MODEL_STRATEGY: "gpt5_preview",
      MONTHLY_BUDGET: 500,
    });
    expect(settingsProblems(production)).toEqual([]);
  });

  it.each([
    [
      "two flags that exclude each other",
      { ...preview, FORCE_GPT4: "true" },
      /GPT5_ENABLED=true contradicts FORCE_GPT4=true/,
    ],
    [
      "a preview strategy in production",
      { ...production, DEFAULT_MODEL_STRATEGY: "gpt5_preview" },
      /production runs on/,
    ],
    ["gpt-5 in production", { ...production, GPT5_ENABLED: "true", FORCE_GPT4: "false" }, /production runs on/],
    ["a strategy without its family", { ...preview, GPT5_ENABLED: "false" }, /switched off/],
    [
      "a flag that is a word of its own",
      { ...preview, GPT5_ENABLED: "yes" },
      /GPT5_ENABLED is "yes" \(expected true or false\)/,
    ],
    ["a budget of nothing", { ...preview, MONTHLY_BUDGET: "0" }, /MONTHLY_BUDGET is "0"/],
    [
      "a stage that does not exist",
      { ...preview, STAGE: "staging" },
      /STAGE is "staging" \(expected preview or production\)/,
    ],
    ["a setting that is missing", { ...preview, STAGE: undefined }, /STAGE is not set/],
  ])("are refused with %s", (_, values, problem) => {
    expect(settingsProblems(values).join("\n")).toMatch(problem);
  });

  it("are refused with all that is wrong at once", () => {
    expect(settingsProblems({}).length).toBe(6);
    expect(() => parseSettings({})).toThrow(/STAGE.*MONTHLY_BUDGET/s);
  });
});

describe("a function's environment", () => {
  const values = { ...preview, VERSION_ID: "v", CONNECTIONS_TABLE: "c", SOCKET_ENDPOINT: "https://a.example/preview" };

  it("has exactly what the function is told", () => {
    const environment = readEnvironment("notify", { ...values, JOBS_TABLE: "not for notify" });
    expect(Object.keys(environment).toSorted()).toEqual([...variableNames("notify")].toSorted());
  });

  it("is refused with all that is missing or wrong", () => {
    const wrong = { ...values, CONNECTIONS_TABLE: undefined, SOCKET_ENDPOINT: "nowhere", MONTHLY_BUDGET: "much" };
    expect(() => readEnvironment("notify", wrong)).toThrow(
      /notify: MONTHLY_BUDGET is "much".*CONNECTIONS_TABLE is not set; SOCKET_ENDPOINT is not usable/,
    );
  });

  it("takes lists apart, and an empty one is none", () => {
    const api = {
      ...values,
      JOBS_TABLE: "j",
      SUBMISSIONS_TABLE: "s",
      QUEUE_URL: "https://q.example/1",
      ARTIFACTS_BUCKET: "b",
    };
    const read = (more: object) => readEnvironment("api", { ...api, MASTER_KEY_SECRET_ID: "m", ...more });
    expect(read({ CORS_ORIGINS: " https://a.example ,https://b.example," }).CORS_ORIGINS).toEqual([
      "https://a.example",
      "https://b.example",
    ]);
    expect(read({ CORS_ORIGINS: "" })).toMatchObject({ CORS_ORIGINS: [], FETCH_ALLOWED_TARGETS: undefined });
  });
});
