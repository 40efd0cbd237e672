import { expect, test } from "vitest";
import { judgeTold } from "../../../../ops/checks/secrets/judge-told.ts";
import { toldValues } from "../../../../ops/checks/secrets/told-values.ts";

/** In two parts, so that this file has no such shape itself. */
const KEY = ["AKIA", "QYLPMN5HHHFPZAM2"].join("");
const RANDOM = ["q8Zr2Lw9", "Xt5Vb7Nd3Kp1"].join("");
const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urnOf = (type: string, name: string) => `urn:pulumi:preview::atlas-codex::${type}::${name}`;

function step(type: string, inputs: object, { op = "create", outputs = {} } = {}) {
  const state = { urn: urnOf(type, "one"), type };
  return { op, oldState: { ...state, outputs }, newState: { ...state, inputs } };
}
const functionWith = (variables: object) => step("aws:lambda/function:Function", { environment: { variables } });
const told = (...steps: object[]) => toldValues({ stage: "preview", preview: { steps } });

test.each([
  [
    "a function's variables",
    functionWith({ A: "1", B: LATER, C: "[secret]" }),
    [
      { name: "A", place: "A of the function one in preview", value: "1" },
      { name: "B", place: "B of the function one in preview", value: { kind: "later" } },
      { name: "C", place: "C of the function one in preview", value: { kind: "secret" } },
    ],
  ],
  ["a function without any", step("aws:lambda/function:Function", {}), []],
  [
    "the variables of an API's stage",
    step("aws:apigateway/stage:Stage", { variables: { A: "1" } }),
    [{ name: "A", place: "A of the API's stage one in preview", value: "1" }],
  ],
  [
    "the stack's outputs, those within others too",
    step("pulumi:pulumi:Stack", {}, { op: "same", outputs: { versions: { api: "1" }, none: null } }),
    [{ name: "versions.api", place: "the output versions.api of preview", value: "1" }],
  ],
  ["what hands nothing over", step("aws:sqs/queue:Queue", { name: "queue" }), []],
  ["what is taken away", { ...functionWith({ A: "1" }), op: "delete" }, []],
])("of %s a preview tells each value", (_, given, expected) => {
  expect(told(given)).toEqual(expected);
});

test("a document that is no preview tells nothing", () => {
  expect(toldValues({ stage: "preview", preview: { deployment: {} } })).toBeUndefined();
});

test.each([
  [{ NOTE: KEY }, ["aws-key-id"]],
  [{ NOTE: `two\nlines ${KEY}` }, ["aws-key-id"]],
  [{ API_KEY: RANDOM }, ["named-secret"]],
  [{ API_KEY: "[secret]" }, ["secret-value"]],
  [{ API_KEY: LATER }, []],
  [{ API_KEY_ID: "arn:aws:secretsmanager:us-west-2:000000000000:secret:key-2b9f7f" }, []],
  [{ VERSION_ID: "154884079e90cc11" }, []],
])("of a function with %o the findings are %o", (variables, expected) => {
  const findings = judgeTold(told(functionWith(variables)) ?? [], []);
  expect(findings.map(({ code }) => code)).toEqual(expected);
  expect(JSON.stringify(findings)).not.toContain(KEY);
});

test("a value is allowed by its place and its fingerprint, a secret by its place", () => {
  const values = told(functionWith({ NOTE: KEY, OTHER: "[secret]" })) ?? [];
  const reason = "A sample that opens nothing.";
  const [{ witness } = { witness: { fingerprint: "" } }] = judgeTold(values, []);
  const list = [
    { path: "^NOTE of the function one", fingerprint: witness.fingerprint, reason },
    { path: "^OTHER of the function one", kind: "secret-value", value: ".*", reason },
  ];
  expect(judgeTold(values, list)).toEqual([]);
  expect(judgeTold(values, list.slice(1))).toHaveLength(1);
});
