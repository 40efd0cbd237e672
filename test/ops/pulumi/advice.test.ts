import { expect, test } from "vitest";
import { adviceOn } from "../../../ops/pulumi/advice.ts";

test.each([
  ["no stack named 'production' found", "Make it first: pulumi stack init production"],
  [
    "getting stack configuration: get stack secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    "Set PULUMI_CONFIG_PASSPHRASE to the one that the stack was made with.",
  ],
  ["no Pulumi.yaml project file found", "Check with: pulumi whoami && pulumi stack ls"],
])("after the engine's “%s” one is told: %s", (sentence, advice) => {
  expect(adviceOn(sentence)).toBe(advice);
});
