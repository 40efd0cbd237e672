import { describe, expect, test } from "vitest";
import { aliasFindings } from "../../../../ops/checks/verification/alias-findings.ts";
import { deploymentFindings, restoredText } from "../../../../ops/checks/verification/deployment-findings.ts";

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
  const seen = { bundles: { api: "a1", worker: "b1" }, settings: "s1", lacking: undefined };

  test.each([
    ["that is what the stack says", {}, []],
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
    const { bundles = seen.bundles, settings = "s1" } = meant as Partial<typeof seen>;
    expect(told(deploymentFindings({ name: "D-1", meant: { bundles, settings }, seen }))).toEqual(expected);
  });

  test("of this checkout's program whose stack lacks an output is found out", () => {
    const findings = deploymentFindings({ name: "D-1", meant: seen, seen: { ...seen, lacking: "newTable" } });
    expect(told(findings)).toEqual(["stack-outputs: The stack does not have the outputs of this version: newTable."]);
  });
});

describe("a rollback", () => {
  const seen = { bundles: { api: "a1" }, settings: "of this checkout", lacking: "newTable" };
  const meant = { bundles: seen.bundles, settings: "of then", restored: "D-1" };

  test("is held against the bundles that it restored, not against this checkout's settings and outputs", () => {
    expect(deploymentFindings({ name: "D-3", meant, seen })).toEqual([]);
    const other = deploymentFindings({ name: "D-3", meant: { ...meant, bundles: { api: "a2" } }, seen });
    expect(told(other)).toEqual(["stack-version: The stack says that api is a1; D-3 brought a2."]);
  });

  test.each([
    ["of then", "are not theirs"],
    ["of this checkout", "are theirs as well"],
  ])("to settings %s says that those of this checkout %s", (settings, theirs) => {
    expect(restoredText({ meant: { ...meant, settings }, seen })).toBe(
      `the versions are those that D-1 was verified with; the settings of this checkout ${theirs}`,
    );
  });
});
