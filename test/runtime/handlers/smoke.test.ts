import { afterEach, describe, expect, it, vi } from "vitest";
import { FUNCTION_NAMES, FUNCTION_VARIABLES, type VariableName } from "../../../runtime/domain/environment.ts";

const VALUES: Record<VariableName, string> = {
  VERSION_ID: "0123abcd",
  JOBS_TABLE: "jobs",
  SUBMISSIONS_TABLE: "submissions",
  CONNECTIONS_TABLE: "connections",
  OPERATIONS_TABLE: "operations",
  QUEUE_URL: "https://sqs.us-west-2.amazonaws.com/123456789012/queue",
  ARTIFACTS_BUCKET: "artifacts",
  SOCKET_ENDPOINT: "https://abc.execute-api.us-west-2.amazonaws.com/preview",
  MASTER_KEY_SECRET_ID: "master",
  OPENAI_KEY_SECRET_ID: "openai",
  MODEL_PROVIDER_KEYS: "openrouter=router",
  CORS_ORIGINS: "https://app.example",
  MODEL_BASE_URL: "http://127.0.0.1:9/v1",
  FETCH_ALLOWED_TARGETS: "127.0.0.1:9",
  ROBOTS_EXEMPT_HOSTS: "exempt.example",
};

const SETTINGS = {
  STAGE: "preview",
  GPT5_ENABLED: "true",
  FORCE_GPT4: "false",
  UNIFIED_EXTRACTOR_ENABLED: "true",
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: "500",
  AWS_REGION: "us-west-2",
};

type Handler = { handler(event: object): Promise<unknown> };

async function load(name: string, values: Record<string, string>): Promise<Handler> {
  vi.resetModules();
  for (const [variable, value] of Object.entries(values)) vi.stubEnv(variable, value);
  return (await import(`../../../runtime/handlers/${name}.ts`)) as Handler;
}

describe.each(FUNCTION_NAMES)("the function %s", (name) => {
  afterEach(() => vi.unstubAllEnvs());
  const own = Object.fromEntries(FUNCTION_VARIABLES[name].map((variable) => [variable, VALUES[variable]]));

  it("comes up with exactly the variables it is given, and says what it is", async () => {
    const { handler } = await load(name, { ...SETTINGS, ...own });
    expect(await handler({})).toEqual({ smoke: true, function: name, stage: "preview", version: "0123abcd" });
  });

  it("does not come up without them, and names what is missing", async () => {
    const { VERSION_ID: _, ...rest } = own;
    await expect(load(name, { ...SETTINGS, ...rest })).rejects.toThrow(
      `The environment of ${name}: VERSION_ID is not set`,
    );
  });
});
