import { expect, test } from "vitest";
import { previewedPlan } from "../../../../ops/deployment/aws/previewed-plan.ts";

const FUNCTION = "aws:lambda/function:Function";
const urn = (type: string, name: string) => `urn:pulumi:preview::atlas-codex::${type}::${name}`;
const code = (path: string, hash: string) => ({ "4dabf18193072939515e22adb298388d": "x", path, hash });

const lambda = ({ op = "update", digest = "d1", path = "/a/index.mjs", hash = "h1" } = {}) => ({
  op,
  urn: urn(FUNCTION, "ws-connect"),
  oldState: { type: FUNCTION },
  newState: {
    type: FUNCTION,
    inputs: {
      name: "atlas-codex-ws-connect-preview",
      code: code(path, hash),
      environment: { variables: { VERSION_ID: digest } },
    },
  },
  diffReasons: ["code"],
  detailedDiff: { "environment.variables.VERSION_ID": { kind: "update" } },
});
const queue = (op: string) => ({
  op,
  urn: urn("aws:sqs/queue:Queue", "jobs"),
  oldState: { type: "aws:sqs/queue:Queue" },
  newState: op === "delete" || op === "delete-replaced" ? null : { type: "aws:sqs/queue:Queue", inputs: { name: "n" } },
  replaceReasons: op === "delete" ? null : ["name"],
  detailedDiff: null,
});

test("a change is told with the properties that differ, what stays is not told", () => {
  const { changes, bundles } = previewedPlan({ steps: [lambda(), queue("same"), queue("read"), queue("refresh")] });
  expect(changes).toEqual([
    {
      urn: urn(FUNCTION, "ws-connect"),
      type: FUNCTION,
      name: "ws-connect",
      operation: "update",
      properties: ["code", "environment"],
    },
  ]);
  expect(bundles).toEqual({ "ws-connect": "d1" });
});

test("functions that stay as they are have their bundles, too", () => {
  const { changes, bundles } = previewedPlan({ steps: [lambda({ op: "same" })] });
  expect(changes).toEqual([]);
  expect(bundles).toEqual({ "ws-connect": "d1" });
});

test("the steps of a replacement are one change", () => {
  const steps = ["create-replacement", "replace", "delete-replaced"].map(queue);
  expect(previewedPlan({ steps }).changes).toMatchObject([
    { name: "jobs", operation: "replace", properties: ["name"] },
  ]);
});

test.each(["create", "delete", "import"])("the engine's %s is one, too", (operation) => {
  expect(previewedPlan({ steps: [queue(operation)] }).changes).toMatchObject([{ operation }]);
});

test("the id is the same for the same work, in any order, wherever the files lie", () => {
  const one = previewedPlan({ steps: [lambda(), queue("update")] });
  expect(previewedPlan({ steps: [queue("update"), lambda({ path: "/b/index.mjs" })] }).id).toBe(one.id);
  expect(previewedPlan({ steps: [queue("update"), lambda(), queue("same")] }).id).toBe(one.id);
});

test.each([
  ["other code", [lambda({ hash: "h2" })]],
  ["another value", [lambda({ digest: "d2" })]],
  ["another operation", [lambda({ op: "create" })]],
  ["one more change", [lambda(), queue("delete")]],
  ["nothing", []],
])("the id is another for %s", (_, steps) => {
  expect(previewedPlan({ steps }).id).not.toBe(previewedPlan({ steps: [lambda()] }).id);
});
