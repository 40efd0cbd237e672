import { expect, test } from "vitest";
import { providerAccess } from "../../../ops/model/provider-access.ts";

const from = (...urls: (string | undefined)[]) => urls.map((url, index) => ({ from: `source ${index}`, url }));

test("the first address that is given counts, and needs no key", () => {
  expect(
    providerAccess({ addresses: from(undefined, "", "http://127.0.0.1:1/v1", "https://b.example"), apiKey: "" }),
  ).toEqual({
    baseUrl: "http://127.0.0.1:1/v1",
    apiKey: "none",
  });
});

test("without an address it is the provider's own, with the operator's key", () => {
  expect(providerAccess({ addresses: from(undefined), apiKey: "a-key" })).toEqual({
    baseUrl: "https://api.openai.com/v1",
    apiKey: "a-key",
  });
  expect(() => providerAccess({ addresses: from(undefined), apiKey: undefined })).toThrow(/OPENAI_API_KEY is not set/);
});

test.each(["http://models.example/v1", "http://127.0.0.1.models.example/v1", "ftp://127.0.0.1/", "127.0.0.1:1"])(
  "no key is sent to %s",
  (url) => {
    expect(() => providerAccess({ addresses: from(url), apiKey: "a-key" })).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.not.stringContaining("a-key") }),
    );
  },
);
