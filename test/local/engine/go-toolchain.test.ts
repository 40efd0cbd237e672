import { describe, expect, it } from "vitest";
import { findGo, judgeGo } from "../../../local/engine/go-toolchain.ts";
import type { Version } from "../../../local/engine/version.ts";

describe("a Go to build the engine with", () => {
  it.each<[Version, string, RegExp | undefined]>([
    [[1, 26, 0], "local", undefined],
    [[1, 27, 3], "auto", undefined],
    [[1, 24, 1], "auto", undefined],
    [[1, 21, 0], "", undefined],
    [[1, 24, 1], "local", /Go 1\.24\.1 cannot build.+GOTOOLCHAIN=local/],
    [[1, 24, 1], "go1.24.1", /GOTOOLCHAIN=go1\.24\.1/],
    [[1, 24, 1], "go1.24.1+auto", undefined],
    [[1, 20, 14], "auto", /too old \(before 1\.21\)/],
  ])("judges Go %j with GOTOOLCHAIN=%s", (version, policy, problem) => {
    if (problem === undefined) expect(judgeGo(version, policy)).toBeUndefined();
    else expect(judgeGo(version, policy)).toMatch(problem);
  });

  it("says what to install when there is none", async () => {
    const finding = findGo({ PATH: "" }, new AbortController().signal);
    await expect(finding).rejects.toThrow(/neither on the PATH nor built yet.+install Go 1\.26 or later.+or Pulumi/);
  });
});
