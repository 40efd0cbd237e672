import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readStageFile } from "../../../ops/model/stage-file.ts";

const folder = await mkdtemp(join(tmpdir(), "atlas-codex-stage-file-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const written = (text: string) => writeFile(join(folder, "Pulumi.preview.yaml"), text);

test("the committed stages have settings and no model of their own", async () => {
  expect(await readStageFile({ stage: "preview" })).toMatchObject({
    settings: { STAGE: "preview", GPT5_ENABLED: true },
    modelBaseUrl: undefined,
  });
  expect(await readStageFile({ stage: "production" })).toMatchObject({ settings: { FORCE_GPT4: true } });
});

const SETTINGS = `config:
  aws:region: us-west-2
  atlas-codex:STAGE: preview
  atlas-codex:GPT5_ENABLED: true
  atlas-codex:FORCE_GPT4: "false"
  atlas-codex:UNIFIED_EXTRACTOR_ENABLED: "true"
  atlas-codex:DEFAULT_MODEL_STRATEGY: gpt5_preview
  atlas-codex:MONTHLY_BUDGET: 500
`;

test("the embedded mode's file tells where the stand-in answers", async () => {
  await written(`${SETTINGS}  atlas-codex:MODEL_BASE_URL: http://127.0.0.1:1/v1\n`);
  expect(await readStageFile({ stage: "preview", folder })).toMatchObject({
    settings: { GPT5_ENABLED: true, MONTHLY_BUDGET: 500 },
    modelBaseUrl: "http://127.0.0.1:1/v1",
  });
});

test.each([
  ["settings that contradict each other", SETTINGS.replace('"false"', '"true"'), /GPT5_ENABLED=true contradicts/],
  ["no settings", "", /STAGE is not set/],
  ["no YAML", "config: [", /is not a Pulumi stack file/],
  ["another document", "- a", /is not a Pulumi stack file/],
])("a file with %s cannot be used", async (_, text, sentence) => {
  await written(text);
  await expect(readStageFile({ stage: "preview", folder })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(sentence),
  });
});

test("without the file nothing can be decided", async () => {
  await expect(readStageFile({ stage: "production", folder })).rejects.toMatchObject({ exitCode: 3 });
});
