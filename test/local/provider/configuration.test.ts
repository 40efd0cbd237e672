import { describe, expect, it } from "vitest";
import { configure } from "../../../local/provider/configuration.ts";
import type { Bag } from "../../../local/provider/value.ts";

const environment = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:4566/",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "us-west-2",
};

function reasons(settings: Bag, changes: Readonly<Record<string, string | undefined>> = {}): readonly string[] {
  const configured = configure(settings, { ...environment, ...changes });
  return "failures" in configured ? configured.failures.map(({ reason }) => reason) : [];
}

describe("the provider's configuration", () => {
  it("comes from the environment, and the region first from the stack", () => {
    expect(configure({ region: "eu-west-1" }, environment)).toEqual({
      configuration: {
        endpoint: "http://127.0.0.1:4566",
        region: "eu-west-1",
        accessKeyId: "test",
        secretAccessKey: "secret",
        sessionToken: undefined,
        defaultTags: {},
        allowedAccountIds: [],
      },
    });
  });

  it.each([
    { form: "values", given: { tags: { owner: "us" } } },
    { form: "JSON", given: '{"tags":{"owner":"us"}}' },
  ])("takes default tags as $form", ({ given }) => {
    expect(configure({ defaultTags: given }, environment)).toMatchObject({
      configuration: { defaultTags: { owner: "us" } },
    });
  });

  it.each([
    {
      what: "no endpoint",
      settings: {},
      changes: { AWS_ENDPOINT_URL: undefined },
      reason: /embedded AWS only.*AWS_ENDPOINT_URL/,
    },
    {
      what: "real AWS",
      settings: {},
      changes: { AWS_ENDPOINT_URL: "https://sqs.us-west-2.amazonaws.com" },
      reason: /not an address on this machine/,
    },
    {
      what: "no address",
      settings: {},
      changes: { AWS_ENDPOINT_URL: "here" },
      reason: /not an address on this machine/,
    },
    { what: "no key id", settings: {}, changes: { AWS_ACCESS_KEY_ID: "" }, reason: /set AWS_ACCESS_KEY_ID/ },
    {
      what: "no key",
      settings: {},
      changes: { AWS_SECRET_ACCESS_KEY: undefined },
      reason: /set AWS_SECRET_ACCESS_KEY/,
    },
    { what: "no region", settings: {}, changes: { AWS_REGION: undefined }, reason: /no region/ },
    {
      what: "a setting for real AWS",
      settings: { profile: "mine" },
      changes: {},
      reason: /"aws:profile" is not served/,
    },
    {
      what: "default tags that are not JSON",
      settings: { defaultTags: "{" },
      changes: {},
      reason: /"aws:defaultTags" is not JSON/,
    },
  ])("refuses $what", ({ settings, changes, reason }) => {
    expect(reasons(settings, changes)).toEqual([expect.stringMatching(reason)]);
  });
});
