import { expect, test } from "vitest";
import { snapshotFromExport } from "../../../../ops/checks/isolation/export-snapshot.ts";
import { STACKS, snapshotOf } from "./stacks.ts";

const urn = (name: string, stack = "preview", project = "atlas-codex") =>
  `urn:pulumi:${stack}::${project}::aws:sqs/queue:Queue::${name}`;
const queue = (rest: object) => ({ urn: urn("queue"), type: "aws:sqs/queue:Queue", custom: true, ...rest });
const document = (...resources: unknown[]) => ({ version: 3, deployment: { resources } });
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

test.each([
  ["nothing", null],
  ["a text", "deployment"],
  ["a list", []],
  ["an empty object", {}],
  ["a deployment that is none", { version: 3, deployment: "none" }],
  ["resources that are none", { version: 3, deployment: { resources: [{ name: "x" }] } }],
  ["the preview of a stack", { config: {}, steps: [] }],
])("%s is not an export", (_, given) => {
  expect(snapshotFromExport(given)).toEqual({
    problem: expect.stringMatching(/^This is not an export of a Pulumi stack\. Make one: pulumi stack export/),
  });
});

test.each([
  ["a version nobody knows", { version: 9, deployment: { resources: [] } }, "has version 9"],
  ["a stack without resources", document(), "holds no resources of AWS"],
  ["a stack that was destroyed", { version: 3, deployment: {} }, "holds no resources of AWS"],
  ["resources of two projects", document(queue({}), queue({ urn: urn("other", "preview", "else") })), "mixes stacks"],
  ["resources of two stacks", document(queue({}), queue({ urn: urn("other", "production") })), "mixes stacks"],
  [
    "a policy that is not JSON",
    document(queue({ outputs: { name: "q", policy: "{Statement" } })),
    "The policy Queue q is not JSON",
  ],
])("%s is answered with a sentence", (_, given, sentence) => {
  expect(snapshotFromExport(given)).toEqual({ problem: expect.stringContaining(sentence) });
});

test("what a deployment left is read: stage, project, account, region, resources", () => {
  const { stage, project, stack, account, region, source, resources } = snapshotOf(STACKS.preview);
  expect({ stage, project, stack, account, region, source }).toEqual({
    ...{ stage: "preview", project: "atlas-codex", stack: "preview", account: "111122223333", region: "us-west-2" },
    source: "export",
  });
  expect(resources.filter(({ type }) => type === "aws:iam/role:Role").map(({ name }) => name)).toContain(
    "atlas-codex-preview-us-west-2-worker",
  );
  expect(resources.every(({ managed }) => managed)).toBe(true);
});

test("outputs win over inputs, and inputs that ask for something else stay beside them", () => {
  const read = snapshotOf(
    document(
      queue({ inputs: { name: "q", delaySeconds: 1 }, outputs: { name: "q", delaySeconds: 5 } }),
    ) as typeof STACKS.preview,
  );
  expect(read.resources[0]?.properties).toEqual({ name: "q", delaySeconds: 5 });
  expect(read.resources[0]?.inputs).toEqual({ delaySeconds: 1 });
});

test("secrets are told apart by digest and never printed; an encrypted one has none", () => {
  const plain = (value: string) => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) });
  const outputs = {
    name: "q",
    a: plain("s3cret-1"),
    b: plain("s3cret-1"),
    c: plain("s3cret-2"),
    d: { [SIGNATURE]: SECRET, ciphertext: "v1:xyz" },
  };
  const { resources } = snapshotOf(document(queue({ outputs })) as typeof STACKS.preview);
  const { a, b, c, d } = resources[0]?.properties ?? {};
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
  expect(d).toEqual({ secret: true });
  expect(JSON.stringify(resources)).not.toContain("s3cret");
});

test("resources that wait for their deletion are left out", () => {
  const { resources } = snapshotOf(
    document(queue({ outputs: { name: "q" } }), queue({ urn: urn("old"), delete: true })) as typeof STACKS.preview,
  );
  expect(resources.map(({ name }) => name)).toEqual(["q"]);
});
