import { describe, expect, test } from "vitest";
import { runCli } from "../../../ops/cli.ts";
import { ops } from "./ops-process.ts";

describe.each(["deploy", "rollback"])("ops %s", (command) => {
  test.each([
    ["no stage", [], "stage"],
    ["a stage that there is not", ["--stage", "staging"], "staging"],
    ["production without its name", ["--stage", "production", "--apply"], "This changes what production serves."],
    ["an option that there is not", ["--stage", "preview", "--force"], "force"],
    ["two reasons", ["--stage", "preview", "--reason", "a", "--reason", "b"], "--reason was given more than once."],
  ])("refuses %s", async (_, words, told) => {
    const refused = { name: "OpsFailure", exitCode: 2, message: expect.stringContaining(told) };
    await expect(runCli([command, ...words])).rejects.toMatchObject(refused);
  });
});

test("a machine without the engine leaves a plan undecided, with what to do", async () => {
  const { code, out } = await ops(["deploy", "--stage", "preview"], { PATH: "" });
  expect(code).toBe(3);
  expect(out).toContain("There is no `pulumi` command on the PATH.");
});
