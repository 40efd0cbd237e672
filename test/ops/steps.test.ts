import { expect, test } from "vitest";
import { badInput, unreadable } from "../../ops/failure.ts";
import { runSteps } from "../../ops/steps.ts";

const passing = (name: string) => ({
  name,
  run: async () => ({ steps: [{ name, status: "passed" as const, findings: [] }] }),
});

test("a step that could not read is undecided, and those after it are skipped because of it", async () => {
  const blocked = { name: "read", run: () => Promise.reject(unreadable("The table is gone.", "Look for it.")) };
  const steps = await runSteps([passing("first"), blocked, passing("last")], {});
  expect(steps).toMatchObject([
    { name: "first", status: "passed" },
    { name: "read", status: "undecided", findings: [{ message: "The table is gone.", fix: "Look for it." }] },
    { name: "last", status: "skipped", reason: "blocked by read" },
  ]);
});

test("what a step brings is there for the next", async () => {
  const seen: unknown[] = [];
  await runSteps<{ word?: string }>(
    [
      { name: "bring", run: async () => ({ brings: { word: "hello" }, steps: [] }) },
      {
        name: "use",
        run: async ({ word }) => {
          seen.push(word);
          return { steps: [] };
        },
      },
    ],
    {},
  );
  expect(seen).toEqual(["hello"]);
});

test("bad input ends the command instead of becoming a step", async () => {
  const bad = { name: "bad", run: () => Promise.reject(badInput("No such file.", "Give another.")) };
  await expect(runSteps([bad], {})).rejects.toThrow("No such file.");
});
