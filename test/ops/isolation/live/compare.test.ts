import { expect, test } from "vitest";
import { type LiveResource, live } from "../../../../ops/aws/live/account.ts";
import { snapshotFromExport } from "../../../../ops/checks/isolation/export-snapshot.ts";
import { judgeIsolation } from "../../../../ops/checks/isolation/judge-isolation.ts";
import type { Snapshot } from "../../../../ops/checks/isolation/snapshot.ts";
import { compareWithStates } from "../../../../ops/isolation/live/compare.ts";
import { policyText, type SampleResource, sampleExport, tableArn } from "../sample-export.ts";

function stateOf(stage: string, more: readonly SampleResource[] = []): Snapshot {
  const result = snapshotFromExport(sampleExport({ stage, more }));
  if ("problem" in result) throw new Error(result.problem);
  return result.snapshot;
}

/** What the account holds when nothing differs from a state. */
function heldBy({ resources }: Snapshot): LiveResource[] {
  return resources.map(({ type, name, id, arn, properties }) =>
    live(type, { name, arn, ...(id === undefined ? {} : { id }) }, properties),
  );
}

const states = [stateOf("preview"), stateOf("production")] as const;
const compared = (change: (resources: LiveResource[]) => LiveResource[], of: readonly [Snapshot, Snapshot] = states) =>
  compareWithStates({ states: of, resources: change(of.flatMap(heldBy)), complete: true });
const messages = ({ findings }: ReturnType<typeof compared>) =>
  findings.map(({ code, message }) => `${code}: ${message}`);
const roleName = "atlas-codex-preview-us-west-2-worker";
const isPolicy = ({ type, properties }: LiveResource) => type.endsWith(":RolePolicy") && properties.role === roleName;
const replaced = (policy: string) => (resources: LiveResource[]) =>
  resources.map((each) => (isPolicy(each) ? { ...each, properties: { ...each.properties, policy } } : each));

test("an account that holds what the states say differs in nothing, and is still managed", () => {
  const { findings, undecided, snapshots } = compared((resources) => resources);
  expect([findings, undecided]).toEqual([[], []]);
  expect(snapshots.map(({ source, resources }) => [source, resources.every(({ managed }) => managed)])).toEqual([
    ["live", true],
    ["live", true],
  ]);
});

test("a policy that only looks different is the same", () => {
  const reordered = JSON.stringify({
    Statement: { Resource: [tableArn("preview")], Action: ["dynamodb:GetItem"], Effect: "Allow", Sid: "ReadJobs" },
    Version: "2012-10-17",
  });
  expect(messages(compared(replaced(reordered)))).toEqual([]);
});

test("a policy that allows more is drift", () => {
  const wider = policyText({ Sid: "ReadJobs", Effect: "Allow", Action: "dynamodb:*", Resource: tableArn("preview") });
  expect(messages(compared(replaced(wider)))).toEqual([
    `drift: The policy of inline policy least-privilege of role ${roleName} is not what the state of preview says.`,
  ]);
});

test("a policy that cannot be read leaves the proof undecided", () => {
  const [a, b] = compared(replaced("{not json")).snapshots;
  expect(judgeIsolation({ a, b }).verdict).toBe("undecided");
});

test("a policy that is no longer there is told as gone", () => {
  expect(messages(compared((resources) => resources.filter((each) => !isPolicy(each))))).toEqual([
    `gone: The state of preview holds inline policy least-privilege of role ${roleName}, which the account no longer has.`,
  ]);
});

test("what is missing from an account that could not be read whole is not told as gone", () => {
  const { findings } = compareWithStates({ states, resources: [], complete: false });
  expect(findings).toEqual([]);
});

test("a policy beside ours is unmanaged, belongs to its role's stage and is judged with it", () => {
  const added = live(
    "aws:iam/rolePolicy:RolePolicy",
    { name: "extra", id: `${roleName}:extra` },
    {
      ...{ name: "extra", role: roleName },
      policy: policyText({
        Sid: "Extra",
        Effect: "Allow",
        Action: "dynamodb:GetItem",
        Resource: tableArn("production"),
      }),
    },
  );
  const result = compared((resources) => [...resources, added]);
  expect(messages(result)).toEqual([
    `unmanaged-resource: The account holds inline policy extra of role ${roleName}, which no stack manages.`,
  ]);
  const [a, b] = result.snapshots;
  expect(judgeIsolation({ a, b }).findings).toMatchObject([{ witness: { statement: { sid: "Extra" } } }]);
});

test("something with our name and no stage is told, something of somebody else's is not", () => {
  const roles = ["atlas-codex-tool", "somebody-elses"].map((name) =>
    live("aws:iam/role:Role", { name, arn: `arn:aws:iam::111122223333:role/${name}` }, { name }),
  );
  expect(messages(compared((resources) => [...resources, ...roles]))).toEqual([
    "unmanaged-resource: The account holds role atlas-codex-tool, which has this project's name and no stage.",
  ]);
});

test("a role of nobody's that one of ours may take on is judged as part of its stage", () => {
  const bridge = "arn:aws:iam::111122223333:role/bridge";
  const own = "arn:aws:iam::111122223333:role/atlas-codex-preview-us-west-2-worker";
  const assumes = policyText({ Sid: "Cross", Effect: "Allow", Action: "sts:AssumeRole", Resource: bridge });
  const trust = policyText({ Effect: "Allow", Principal: { AWS: own }, Action: "sts:AssumeRole" });
  const reads = policyText({ Sid: "Over", Effect: "Allow", Action: "dynamodb:*", Resource: tableArn("production") });
  const { snapshots } = compared((resources) => [
    ...replaced(assumes)(resources),
    live(
      "aws:iam/role:Role",
      { name: "bridge", id: "bridge", arn: bridge },
      { arn: bridge, name: "bridge", assumeRolePolicy: trust },
    ),
    live(
      "aws:iam/rolePolicy:RolePolicy",
      { name: "over", id: "bridge:over" },
      { name: "over", role: "bridge", policy: reads },
    ),
  ]);
  const [a, b] = snapshots;
  const { findings } = judgeIsolation({ a, b });
  expect(findings.map(({ witness }) => witness.chain.join(" → "))).toContainEqual(
    expect.stringContaining("role/bridge"),
  );
  expect(findings.some(({ witness }) => witness.statement?.sid === "Over")).toBe(true);
});

test("a policy that AWS wrote is read as if it stood in the role", () => {
  const arn = "arn:aws:iam::aws:policy/Unheard";
  const text = policyText({ Sid: "Wide", Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" });
  const { snapshots } = compared((resources) => [
    ...resources,
    live("aws:iam/policy:Policy", { name: arn, id: arn, arn }, { arn, name: arn, policy: text }),
    live(
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { name: arn, id: "a" },
      { role: roleName, policyArn: arn },
    ),
  ]);
  const [a, b] = snapshots;
  const { findings, undecided } = judgeIsolation({ a, b });
  expect([findings[0]?.witness.statement?.sid, undecided]).toEqual(["Wide", []]);
});

test("a reference that neither state knows is told with what refers to it", () => {
  const stranger = "arn:aws:sqs:us-west-2:111122223333:somewhere";
  const queue = (redrive: string): SampleResource => ({
    ...{
      type: "aws:sqs/queue:Queue",
      name: "queue",
      id: "https://sqs.us-west-2.amazonaws.com/1/atlas-codex-queue-preview",
    },
    outputs: {
      ...{ arn: "arn:aws:sqs:us-west-2:111122223333:atlas-codex-queue-preview", name: "atlas-codex-queue-preview" },
      redrivePolicy: redrive,
    },
  });
  const state = stateOf("preview", [queue("")]);
  const changed = stateOf("preview", [queue(JSON.stringify({ deadLetterTargetArn: stranger, maxReceiveCount: 3 }))]);
  const { findings } = compareWithStates({
    states: [state, states[1]],
    resources: [...heldBy(changed), ...heldBy(states[1])],
    complete: true,
  });
  expect(findings.map(({ code }) => code)).toEqual(["drift", "unknown-reference"]);
  expect(findings[1]?.message).toContain(stranger);
});

test("a type that nobody lists leaves the stage undecided, one that says nothing about access does not", () => {
  const extra = (type: string): SampleResource => ({ type, name: "x", id: "x", outputs: { name: "x" } });
  const of = [
    stateOf("preview", [extra("aws:elasticache/cluster:Cluster"), extra("aws:s3/bucketVersioning:BucketVersioning")]),
    states[1],
  ] as const;
  const { undecided } = compared((resources) => resources.filter(({ name }) => name !== "x"), of);
  expect(undecided).toEqual([
    {
      subject: expect.stringContaining("Cluster::x"),
      reason: expect.stringContaining("aws:elasticache/cluster:Cluster is not listed"),
    },
  ]);
});
