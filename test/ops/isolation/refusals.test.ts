import { open } from "node:fs/promises";
import { expect, test } from "vitest";
import { readEvidence } from "../../../ops/isolation/check-evidence.ts";
import { type IsolationOptions, plannedWork } from "../../../ops/isolation/options.ts";
import { readExports } from "../../../ops/isolation/read-exports.ts";
import { sampleExport } from "./sample-export.ts";
import { temporaryFiles } from "./temporary-files.ts";

const files = await temporaryFiles();
const { signal } = new AbortController();
const preview = await files.write("preview.json", sampleExport({ stage: "preview" }));
const production = await files.write("production.json", sampleExport({ stage: "production" }));
const refusal = { name: "OpsFailure", exitCode: 2, fix: expect.stringMatching(/./) };

const OPTIONS: readonly (readonly [what: string, options: Partial<IsolationOptions>, sentence: RegExp])[] = [
  ["one file", { export: [preview] }, /--export was given once/],
  ["three files", { export: [preview, production, "c.json"] }, /--export was given 3 times/],
  ["the same file twice", { export: [preview, preview] }, /names .*preview\.json twice/],
  ["two modes", { before: true, live: true }, /--before and --live are different proofs/],
  ["a mode and files", { after: true, export: [preview, production] }, /--after and --export are different proofs/],
  ["a mode for a check", { check: "proof.json", live: true }, /--check reads what its evidence was made of/],
  ["a check that is to write", { check: "proof.json", graph: "x.svg" }, /--check only looks/],
  ["evidence without a name", { evidence: "" }, /--evidence needs the name of a file/],
];

test.each(OPTIONS)("%s is refused before anything is read", (_, options, sentence) => {
  expect(() => plannedWork({ json: false, ...options })).toThrow(
    expect.objectContaining({ ...refusal, message: expect.stringMatching(sentence) }),
  );
});

const brokenPolicy = sampleExport({
  stage: "preview",
  more: [
    {
      ...{ type: "aws:sqs/queuePolicy:QueuePolicy", name: "queue", id: "queue" },
      outputs: { queueUrl: "queue", policy: '{"Statement": [' },
    },
  ],
});
const DOCUMENTS: readonly (readonly [what: string, content: unknown, sentence: RegExp])[] = [
  ["no JSON", "state: 1", /given\.json is not JSON/],
  ["an empty file", "", /given\.json is not JSON: it is empty/],
  ["half a document", '{"version": 3, "deployment": {', /given\.json is not JSON/],
  ["no export", [], /given\.json cannot be used/],
  ["a very deep document", `${"[".repeat(9000)}${"]".repeat(9000)}`, /nested more than 80/],
  ["an empty stack", { version: 3, deployment: {} }, /given\.json cannot be used/],
  ["another project", sampleExport({ stage: "preview", project: "shop" }), /of the project shop/],
  ["no stage of ours", sampleExport({ stage: "dev" }), /none of the stages/],
  ["the other file's stage", sampleExport({ stage: "production" }), /both of the stage production/],
  ["a policy that is not JSON", brokenPolicy, /given\.json.*is not JSON/],
];

test.each(DOCUMENTS)("%s instead of an export is refused with the file's name", async (_, content, sentence) => {
  const given = await files.write("given.json", content);
  await expect(readExports([given, production], signal)).rejects.toMatchObject({
    ...refusal,
    message: expect.stringMatching(sentence),
  });
});

test.each([
  ["a file that is not there", "none.json", /none\.json does not exist/],
  ["a folder", ".", /is a folder/],
])("%s is refused", async (_, name, sentence) => {
  await expect(readExports([files.at(name), production], signal)).rejects.toMatchObject({
    ...refusal,
    message: expect.stringMatching(sentence),
  });
});

test("a file of 200 MB is refused without being read to its end", async () => {
  const path = files.at("huge.json");
  const file = await open(path, "w");
  await file.truncate(200 * 1024 * 1024);
  await file.close();
  const before = process.memoryUsage().arrayBuffers;
  await expect(readExports([path, production], signal)).rejects.toMatchObject({
    ...refusal,
    message: expect.stringMatching(/huge\.json is larger than 64 MB/),
  });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
});

test("a document that is no evidence is refused as such", async () => {
  await expect(readEvidence(preview, signal)).rejects.toMatchObject({
    ...refusal,
    message: expect.stringMatching(/preview\.json is not evidence/),
  });
});
