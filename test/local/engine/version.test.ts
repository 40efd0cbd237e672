import { describe, expect, it } from "vitest";
import { parseVersion, satisfies, type Version } from "../../../local/engine/version.ts";

describe("release numbers", () => {
  it.each<[string, Version | undefined]>([
    ["v3.259.0", [3, 259, 0]],
    ["3.260.1-alpha.x7f", [3, 260, 1]],
    ["go version go1.26.8 linux/amd64", [1, 26, 8]],
    ["go version go1.21 darwin/arm64", [1, 21, 0]],
    ["warning: something\nv3.300.2", [3, 300, 2]],
    ["", undefined],
    ["dev", undefined],
  ])("are read from %j", (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  it.each<[Version, Version, boolean]>([
    [[3, 259, 0], [3, 259, 0], true],
    [[3, 259, 1], [3, 259, 0], true],
    [[3, 1000, 0], [3, 259, 0], true],
    [[3, 258, 9], [3, 259, 0], false],
    [[3, 259, 0], [3, 259, 1], false],
    [[4, 0, 0], [3, 259, 0], false],
    [[2, 999, 0], [3, 259, 0], false],
  ])("%j serves where %j is wanted: %s", (version, wanted, answer) => {
    expect(satisfies(version, wanted)).toBe(answer);
  });
});
