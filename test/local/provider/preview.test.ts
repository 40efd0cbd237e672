import { describe, expect, it } from "vitest";
import { typeOf } from "../../../local/provider/catalogue.ts";
import { mergedTags, previewCreate, previewUpdate } from "../../../local/provider/preview.ts";
import { type Bag, unknown } from "../../../local/provider/value.ts";

const surroundings = { region: "us-west-2", defaultTags: { owner: "us", stage: "preview" } };

function served(token: string) {
  const type = typeOf(token);
  if (type === undefined) throw new Error(`no type ${token}`);
  return type;
}

describe("previewing", () => {
  it("a create knows the inputs and nothing that only AWS can say", () => {
    const inputs = { name: "jobs", visibilityTimeoutSeconds: 60, tags: { stage: "mine" } };
    expect(previewCreate(served("aws:sqs/queue:Queue"), inputs, surroundings)).toMatchObject({
      name: "jobs",
      visibilityTimeoutSeconds: 60,
      arn: unknown,
      url: unknown,
      redrivePolicy: unknown,
      region: "us-west-2",
      tagsAll: { owner: "us", stage: "mine" },
    });
  });

  it("a create does not know what AWS fills in inside a block", () => {
    const inputs = { loggingConfig: { logFormat: "JSON" } };
    expect(previewCreate(served("aws:lambda/function:Function"), inputs, surroundings).loggingConfig).toEqual({
      logFormat: "JSON",
      logGroup: unknown,
    });
  });

  const lambda = served("aws:lambda/function:Function");
  const state: Bag = { name: "w", arn: "arn", version: "1", lastModified: "then", codeSha256: "sum", memorySize: 128 };
  const update = (inputs: Bag, changed: readonly string[]) =>
    previewUpdate({ type: lambda, state, inputs, changed: new Set(changed), surroundings });

  it("an update keeps the outputs that it does not change", () => {
    expect(update({ name: "w", memorySize: 256 }, ["memorySize"])).toMatchObject({
      arn: "arn",
      version: "1",
      codeSha256: "sum",
      memorySize: 256,
      lastModified: unknown,
    });
  });

  it.each([
    { changed: ["code"], inputs: { name: "w" }, renewed: ["codeSha256", "lastModified"], kept: ["version", "arn"] },
    { changed: ["memorySize"], inputs: { name: "w", publish: true }, renewed: ["version"], kept: ["codeSha256"] },
    { changed: ["tags"], inputs: { name: "w", publish: true }, renewed: [], kept: ["version", "lastModified"] },
  ])("an update of $changed renews $renewed", ({ changed, inputs, renewed, kept }) => {
    const previewed = update(inputs, changed);
    for (const name of renewed) expect(previewed[name], name).toBe(unknown);
    for (const name of kept) expect(previewed[name], name).toBe(state[name]);
  });

  it("an update drops what the program no longer gives", () => {
    expect(update({ name: "w" }, ["memorySize"])).not.toHaveProperty("memorySize");
  });

  it("merges default tags under the program's, and knows none while those are unknown", () => {
    expect(mergedTags({ stage: "mine" }, surroundings.defaultTags)).toEqual({ owner: "us", stage: "mine" });
    expect(mergedTags(undefined, surroundings.defaultTags)).toEqual(surroundings.defaultTags);
    expect(mergedTags(unknown, surroundings.defaultTags)).toBe(unknown);
  });
});
