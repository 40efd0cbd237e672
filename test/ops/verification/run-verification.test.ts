import { expect, test } from "vitest";
import { badInput, unreadable } from "../../../ops/failure.ts";
import { PUBLIC_DOOR } from "../../../ops/verification/door.ts";
import { judgedStep } from "../../../ops/verification/judged-step.ts";
import { runVerification } from "../../../ops/verification/run-verification.ts";
import type { Asked, VerificationStep } from "../../../ops/verification/verification.ts";

const asked: Asked = {
  ...{ stage: "preview", smokeUrl: undefined, timeoutMilliseconds: 1_000, id: "verify-1" },
  door: PUBLIC_DOOR,
  note: () => undefined,
};
const finding = { code: "broken", message: "It is broken.", subject: "it" };

function step(
  name: string,
  needs: readonly string[],
  run: () => ReturnType<VerificationStep["run"]>,
): VerificationStep {
  return { name, needs, run };
}
const passes = (name: string, needs: readonly string[] = []) =>
  step(name, needs, async () => ({ steps: [judgedStep({ name, findings: [] })] }));

async function run(...plan: VerificationStep[]): Promise<string[]> {
  const steps = await runVerification({ asked, plan }, new AbortController().signal);
  return steps.map(({ name, status, reason }) => [name, status, ...(reason === undefined ? [] : [reason])].join(": "));
}

test("what builds on a failed step is skipped with the reason, and what does not goes on", async () => {
  const fails = step("first", [], async () => ({ steps: [judgedStep({ name: "first", findings: [finding] })] }));
  expect(await run(fails, passes("second", ["first"]), passes("third", ["second"]), passes("fourth"))).toEqual([
    "first: failed",
    "second: skipped: blocked by first",
    "third: skipped: blocked by second",
    "fourth: passed",
  ]);
});

test.each([
  ["a sentence of ours", unreadable("It cannot be read.", "Try again.")],
  ["an answer of AWS", Object.assign(new Error("no right to"), { $metadata: {} })],
  ["the network", Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })],
])("a step that could not ask is undecided: %s", async (_, error) => {
  const asks = step("first", [], () => Promise.reject(error));
  expect(await run(asks, passes("second", ["first"]))).toEqual([
    "first: undecided: could not be read",
    "second: skipped: blocked by first",
  ]);
});

test.each([badInput("It is no page.", "Give another."), new TypeError("x is not a function")])(
  "a person's slip and our own mistakes go on to the caller: %s",
  async (error) => {
    await expect(run(step("first", [], () => Promise.reject(error)))).rejects.toBe(error);
  },
);

test("at the signal the running step tidies up before the rest is skipped", async () => {
  const broken = new AbortController();
  let tidied = false;
  const long: VerificationStep = {
    name: "first",
    needs: [],
    async run(_, own) {
      try {
        broken.abort();
        own.throwIfAborted();
        return { steps: [] };
      } finally {
        await Promise.resolve();
        tidied = true;
      }
    },
  };
  const steps = await runVerification({ asked, plan: [long, passes("second")] }, broken.signal);
  expect(tidied).toBe(true);
  expect(steps).toMatchObject([
    { name: "first", status: "undecided", reason: "broken off" },
    { name: "second", status: "skipped", reason: "broken off" },
  ]);
});
