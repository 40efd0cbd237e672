import { describe, expect, it } from "vitest";
import { eventually, isPassing, patiently } from "../../../local/provider/retry.ts";

function named(name: string, message = ""): Error {
  return Object.assign(new Error(message), { name });
}

const { signal } = new AbortController();

describe("waiting for AWS", () => {
  it.each([
    { error: named("ResourceConflictException", "an update is in progress"), during: "update", expected: true },
    { error: named("ResourceConflictException", "Function already exist"), during: "create", expected: false },
    { error: named("ResourceInUseException", "Table already exists"), during: "create", expected: false },
    { error: named("ResourceInUseException", "Table is being updated"), during: "delete", expected: true },
    { error: named("InvalidParameterValueException", "The role cannot be assumed"), during: "create", expected: true },
    { error: named("InvalidParameterValueException", "memory"), during: "create", expected: false },
    { error: named("AccessDeniedException"), during: "update", expected: false },
    { error: "text", during: "update", expected: false },
  ] as const)("$error during $during passes: $expected", ({ error, during, expected }) => {
    expect(isPassing(error, during)).toBe(expected);
  });

  it("tries again until a passing error is over", async () => {
    const answers = [named("OperationAborted"), named("TooManyRequestsException"), "done"];
    const run = async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    };
    await expect(patiently("update", run, signal)).resolves.toBe("done");
  });

  it("lets any other error through at once", async () => {
    let calls = 0;
    const run = async () => {
      calls += 1;
      throw named("AccessDeniedException", "no");
    };
    await expect(patiently("update", run, signal)).rejects.toThrow("no");
    expect(calls).toBe(1);
  });

  it("stops when it is cancelled", async () => {
    const controller = new AbortController();
    const run = async () => {
      controller.abort();
      throw named("OperationAborted", "still");
    };
    await expect(patiently("update", run, controller.signal)).rejects.toThrow("still");
    await expect(patiently("update", run, controller.signal)).rejects.toMatchObject({ name: "AbortError" });
  });

  it("asks for an answer a limited number of times", async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return asked === 2 ? "here" : undefined;
    };
    await expect(eventually(ask, { tries: 3, signal })).resolves.toBe("here");
    await expect(eventually(async () => undefined, { tries: 2, signal })).resolves.toBeUndefined();
  });
});
