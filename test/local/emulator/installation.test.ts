import { describe, expect, it } from "vitest";
import { pipFailure } from "../../../local/emulator/installation.ts";

describe("a failed installation of the emulator", () => {
  it.each([
    ["ERROR: [Errno 28] No space left on device", /no room left for the embedded AWS .+; free/],
    [
      "WARNING: Retrying: NewConnectionError: [Errno 101] Network is unreachable",
      /package index cannot be reached .+pip's settings/,
    ],
    ["ERROR: No matching distribution found for ministack==1.5.33", /could not be installed: ERROR: No matching/],
  ])("whose last line is %j becomes a sentence", (line, sentence) => {
    const failure = pipFailure({ code: 1, stdout: "", tail: ["Collecting six", line, " "] }, "/cache/emulator/x");
    expect(failure.message).toMatch(sentence);
  });
});
