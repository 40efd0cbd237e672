import { expect, test } from "vitest";
import { snapshotFromExport } from "../../../ops/checks/isolation/export-snapshot.ts";
import { judgeIsolation } from "../../../ops/checks/isolation/judge-isolation.ts";
import { secretOf } from "../../../ops/checks/isolation/pulumi-value.ts";
import type { Snapshot } from "../../../ops/checks/isolation/snapshot.ts";
import { snapshotDigest } from "../../../ops/isolation/digest.ts";
import { evidenceOf, parseEvidence } from "../../../ops/isolation/evidence.ts";
import { changesSince } from "../../../ops/isolation/held.ts";
import { toolVersion } from "../../../ops/isolation/tool-version.ts";
import { reportOf } from "../../../ops/report.ts";
import { sampleExport } from "./sample-export.ts";

function stateOf(args: Parameters<typeof sampleExport>[0]): Snapshot {
  const result = snapshotFromExport(sampleExport(args));
  if ("problem" in result) throw new Error(result.problem);
  return result.snapshot;
}

const snapshots = [stateOf({ stage: "preview" }), stateOf({ stage: "production" })] as const;
const time = new Date("2026-11-21T12:00:00.000Z");
const tool = await toolVersion();
const report = reportOf({ command: "verify-isolation", startedAt: time, endedAt: time, steps: [] });
const judgement = judgeIsolation({ a: snapshots[0], b: snapshots[1] });
const evidence = evidenceOf({ mode: "after", tool, time, judgement, snapshots, report });

test("evidence says who judged what, when, and survives being written and read", () => {
  expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  expect(evidence).toMatchObject({
    ...{ mode: "after", time: "2026-11-21T12:00:00.000Z", verdict: "isolated" },
    tool: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), judge: expect.stringMatching(/^[0-9a-f]{64}$/) },
    inputs: [{ stage: "preview" }, { stage: "production" }],
    counts: { principals: 2, findings: 0, undecided: 0 },
  });
});

test.each([
  ["verdict", { verdict: "leaking" }],
  ["time", { time: "2026-11-22T12:00:00.000Z" }],
  ["matrix", { matrix: [] }],
  ["tool", { tool: { ...tool, version: "9.9.9" } }],
])("evidence with another %s is told from what was written", (_, change) => {
  expect(parseEvidence({ ...evidence, ...change })).toBe("changed");
});

test.each([[null], [[]], [{ kind: "something else" }], [{ ...evidence, sha256: "short" }]])(
  "%j is no evidence",
  (document) => {
    expect(parseEvidence(document)).toBeUndefined();
  },
);

test("evidence holds for the same stages, in whatever order their resources come", () => {
  const turned = snapshots.map((each) => ({ ...each, resources: each.resources.toReversed() }));
  expect(changesSince(evidence, [turned[0] ?? snapshots[0], turned[1] ?? snapshots[1]])).toEqual([]);
});

test("what changed, came and went is named with its stage", () => {
  const [first, ...rest] = snapshots[1].resources;
  if (first === undefined) throw new Error("The sample has resources.");
  const added = { ...first, urn: "urn:pulumi:production::atlas-codex::aws:sqs/queue:Queue::new" };
  const wider = stateOf({ stage: "preview", reads: "*" });
  const changes = changesSince(evidence, [wider, { ...snapshots[1], resources: [...rest, added] }]);
  expect(changes.map(({ stage, resource, how }) => [stage, resource.split("::").at(-1), how])).toEqual([
    ["preview", "worker", "changed"],
    ["production", "worker", "gone"],
    ["production", "new", "new"],
  ]);
});

test("no digest in the evidence lets anybody guess at a secret's value", () => {
  const withSecret = (value: string): Snapshot => {
    const [first, ...rest] = snapshots[0].resources;
    if (first === undefined) throw new Error("The sample has resources.");
    const properties = { ...first.properties, password: secretOf(value) };
    return { ...snapshots[0], resources: [{ ...first, properties }, ...rest] };
  };
  expect(snapshotDigest(withSecret("1234"))).toBe(snapshotDigest(withSecret("5678")));
});
