import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AllowList } from "../../../ops/checks/secrets/allowed.ts";
import { judgeLine } from "../../../ops/checks/secrets/judge-line.ts";

const LIST = AllowList.parse(
  JSON.parse(readFileSync(new URL("../../../.secrets-allow.json", import.meta.url), "utf8")),
);

/** What AWS KMS makes of a data key: version, key and cipher in front, the same at every time. */
const ENCRYPTED_KEY = `AQICAH${"h7Gd0+2bKq/9sVx1".repeat(11)}zQ==`;

describe("what `pulumi stack init` writes into a stage file", () => {
  test.each([
    "encryptionsalt: v1:sQy4TeWfPl4=:v1:2VI47lJXEXOfVZbu:Qx7tQZuk8/hnnFqUow+AUN7U18cBdQ==",
    "secretsprovider: awskms://alias/atlas-codex-pulumi-preview?region=us-west-2",
    `encryptedkey: ${ENCRYPTED_KEY}`,
  ])("is no secret there: %s", (text) => {
    for (const stage of ["preview", "production"]) {
      expect(judgeLine({ text, path: `Pulumi.${stage}.yaml`, number: 1 }, LIST)).toEqual([]);
    }
  });

  test("is allowed nowhere else, and no other key is there", () => {
    const key = (value: string, path: string) => judgeLine({ text: `encryptedkey: ${value}`, path, number: 1 }, LIST);
    expect(key(ENCRYPTED_KEY, "README.md")).not.toEqual([]);
    expect(key(ENCRYPTED_KEY.replace("AQICAH", "aB3xYz"), "Pulumi.preview.yaml")).not.toEqual([]);
  });
});
