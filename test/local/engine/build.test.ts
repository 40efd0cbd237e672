import { describe, expect, it } from "vitest";
import { buildFailure } from "../../../local/engine/build.ts";

describe("a failed build of the engine", () => {
  it.each([
    ["go: write /cache/x: no space left on device", /no room left for the Pulumi engine in \/cache\/engine; free/],
    [
      "dial tcp: lookup proxy.example on 1.1.1.1:53: no such host",
      /module proxy cannot be reached .+; check the network/,
    ],
    ["go: reading https://proxy.example/mod: 403 Forbidden", /module proxy cannot be reached/],
    ["x.go:1:1: expected declaration", /could not build the Pulumi engine in \/cache\/engine: x\.go:1:1/],
  ])("whose last line is %j becomes a sentence", (line, sentence) => {
    const failure = buildFailure(
      { code: 1, stdout: "", tail: ["go: downloading a v1.0.0", line, ""] },
      "/cache/engine/pulumi",
    );
    expect(failure.message).toMatch(sentence);
  });
});
