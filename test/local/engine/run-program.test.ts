import { describe, expect, it } from "vitest";
import { runResponse } from "../../../local/engine/language/run-program.ts";

describe("what the engine is told of an ended program", () => {
  it.each([
    [0, null, { error: "", bail: false }],
    [32, null, { error: "", bail: true }],
    [1, null, { error: "Program exited with non-zero exit code: 1", bail: false }],
    [null, "SIGKILL" as const, { error: "Program was ended by SIGKILL", bail: false }],
  ])("for exit code %s and signal %s", (code, signal, told) => {
    const response = runResponse(code, signal);
    expect({ error: response.getError(), bail: response.getBail() }).toEqual(told);
  });
});
