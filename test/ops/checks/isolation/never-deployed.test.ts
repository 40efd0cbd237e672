import { expect, test } from "vitest";
import { isNeverDeployed } from "../../../../ops/checks/isolation/never-deployed.ts";

const stack = (op: string, oldState?: object) => ({ op, oldState, newState: { type: "pulumi:pulumi:Stack" } });
const queue = { op: "create", newState: { type: "aws:sqs/queue:Queue" } };

test.each([
  ["that begins with the stack", { steps: [stack("create"), queue] }, true],
  ["after a deployment that broke off", { steps: [stack("same", {}), queue] }, true],
  ["of a stack that tells of itself", { steps: [stack("same", { outputs: { stage: "preview" } }), queue] }, false],
  ["without a stack", { steps: [queue] }, false],
  ["that is none", { deployment: {} }, false],
])("a preview %s: %o is of a stage that was never deployed: %s", (_, preview, expected) => {
  expect(isNeverDeployed(preview)).toBe(expected);
});
