import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import * as YAML from "yaml";
import { readConfig } from "../../infra/config.ts";
import { STAGES } from "../../runtime/domain/stage.ts";

test.each(STAGES)("the committed settings of %s can be deployed to a real account", async (stage) => {
  const text = await readFile(new URL(`../../Pulumi.${stage}.yaml`, import.meta.url), "utf8");
  const { config } = YAML.parse(text) as { config: Record<string, string> };
  const get = (name: string) => config[`atlas-codex:${name}`];
  expect(readConfig({ get, stack: stage, awsEndpoint: undefined }).settings.STAGE).toBe(stage);
});
