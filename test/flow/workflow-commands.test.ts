import { describe, expect, test } from "vitest";
import { ops } from "../ops/commands/ops-process.ts";
import { commandsOf, WORKFLOWS, Workflow } from "../workflows/workflow.ts";

const lines = WORKFLOWS.flatMap(({ document }) => Object.values(Workflow.parse(document).jobs).flatMap(commandsOf));
const asked = [...new Set(lines.flatMap((line) => line.split("npx ops ").slice(1)))];

describe.each(asked)("the workflows' `ops %s`", (line) => {
  const [command = "", ...words] = line.split(" ");

  test("is a command that ops lists, and each of its options one that it knows", async () => {
    const [all, own] = await Promise.all([ops(["--help"]), ops([command, "--help"])]);
    expect(all.out).toMatch(new RegExp(`^ +ops ${command}\\s`, "m"));
    for (const option of words.filter((word) => word.startsWith("--"))) {
      expect(own.out).toMatch(new RegExp(`^ +${option}\\s`, "m"));
    }
  });
});
