import { describe, expect, test } from "vitest";
import { aliasFindings } from "../../../../ops/checks/verification/alias-findings.ts";
import { deploymentFindings } from "../../../../ops/checks/verification/deployment-findings.ts";

const told = (findings: readonly { code: string; message: string }[]) =>
  findings.map(({ code, message }) => `${code}: ${message}`);

describe("a live alias", () => {
  const at = (version: string, ...further: string[]) => ({ version, further });

  test.each([
    ["wholly where it was meant", at("2"), { api: "2" }, []],
    [
      "elsewhere",
      at("1"),
      { api: "2" },
      ["alias-elsewhere: The live alias of api leads to version 1; meant is version 2 alone."],
    ],
    [
      "at two versions",
      at("1", "2"),
      { api: "1" },
      ["alias-divided: The live alias of api leads to versions 1 and 2; meant is version 1 alone."],
    ],
    [
      "at a function that no deployment knows",
      at("1"),
      {},
      ["alias-elsewhere: The live alias of api leads to version 1; meant is no version of it."],
    ],
    ["nowhere", undefined, undefined, ["alias-missing: The function api has no live alias."]],
    ["anywhere, and nobody says where it should be", at("1", "2"), undefined, []],
  ])("that is %s", (_, alias, meant, expected) => {
    expect(told(aliasFindings({ seen: { api: alias }, meant: meant as Record<string, string> | undefined }))).toEqual(
      expected,
    );
  });
});

describe("a deployment", () => {
  const seen = { bundles: { api: "a1", worker: "b1" }, settings: "s1" };

  test.each([
    ["that is what the stack says", { bundles: { api: "a1", worker: "b1" }, settings: "s1" }, []],
    ["that says nothing of it", {}, []],
    [
      "with another bundle",
      { bundles: { api: "a2", worker: "b1" } },
      ["stack-version: The stack says that api is a1; D-1 brought a2."],
    ],
    [
      "with another function",
      { bundles: { api: "a1", notify: "c1" } },
      [
        "stack-version: The stack says that notify is not there; D-1 brought c1.",
        "stack-version: The stack says that worker is b1; D-1 brought not there.",
      ],
    ],
    [
      "with other settings",
      { settings: "s2" },
      ["settings: The stage's settings are not those that D-1 was deployed with."],
    ],
  ])("%s", (_, meant, expected) => {
    expect(told(deploymentFindings({ name: "D-1", meant, seen }))).toEqual(expected);
  });
});
