import { describe, expect, test } from "vitest";
import { ROTATION_STEPS, type RotationEvent } from "../../../runtime/domain/rotation.ts";
import { rotateKey, type SecretVersions } from "../../../runtime/flow/key-rotation.ts";

const { signal } = new AbortController();

/** A secret in memory, as Secrets Manager leaves it when it starts a rotation to version `new`. */
function secret(labels: Record<string, string[]>, values: Record<string, string> = {}) {
  const versions: SecretVersions = {
    labels: async () => labels,
    value: async (version) => values[version],
    async propose({ version, value }) {
      values[version] = value;
      labels[version] = ["AWSPENDING"];
    },
    async promote({ version, from }) {
      if (from !== undefined) labels[from] = ["AWSPREVIOUS"];
      labels[version] = ["AWSCURRENT"];
    },
  };
  let made = 0;
  const newKey = () => `${"k".repeat(43)}${made++}`;
  const step = (Step: RotationEvent["Step"], ClientRequestToken = "new") =>
    rotateKey({ Step, ClientRequestToken, SecretId: "master" }, { versions, newKey }, signal);
  return { labels, values, step };
}

const started = () => secret({ old: ["AWSCURRENT"], new: ["AWSPENDING"] }, { old: "o".repeat(43) });

describe("renewing a key", () => {
  test("makes a new value and puts it in the old one's place", async () => {
    const { labels, values, step } = started();
    for (const name of ROTATION_STEPS) await step(name);
    expect(labels).toEqual({ old: ["AWSPREVIOUS"], new: ["AWSCURRENT"] });
    expect(values.new).not.toBe(values.old);
  });

  test("comes to the same when every step comes twice", async () => {
    const { labels, values, step } = started();
    for (const name of ROTATION_STEPS) {
      await step(name);
      await step(name);
    }
    expect(labels.new).toEqual(["AWSCURRENT"]);
    expect(values.new).toBe(`${"k".repeat(43)}0`);
  });

  test("works for a secret that never had a value", async () => {
    const { labels, step } = secret({ new: ["AWSPENDING"] });
    for (const name of ROTATION_STEPS) await step(name);
    expect(labels).toEqual({ new: ["AWSCURRENT"] });
  });

  test("does not go on to a version that nobody is rotating to", async () => {
    const { labels, step } = started();
    await expect(step("finishSecret", "stranger")).rejects.toMatchObject({ code: "invalid-request" });
    expect(labels.old).toEqual(["AWSCURRENT"]);
  });

  test.each([
    ["is missing", undefined, /no value/],
    ["is short", "short", /too short/],
    ["is the old one", "o".repeat(43), /the old one/],
  ])("stops at a new value that %s", async (_what, value, why) => {
    const { values, labels, step } = started();
    if (value !== undefined) values.new = value;
    await expect(step("testSecret")).rejects.toThrow(why);
    expect(labels.old).toEqual(["AWSCURRENT"]);
  });
});
