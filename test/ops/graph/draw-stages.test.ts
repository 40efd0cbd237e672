import { expect, test } from "vitest";
import type { Edge, GraphNode, IsolationFinding, IsolationJudgement } from "../../../ops/checks/isolation/judgement.ts";
import type { Snapshot } from "../../../ops/checks/isolation/snapshot.ts";
import { drawStages } from "../../../ops/graph/draw-stages.ts";
import { folded } from "../../../ops/graph/folded.ts";
import { gathered } from "../../../ops/graph/gathered.ts";

const node = (stage: string, noun: string, name = noun): GraphNode => ({
  ...{ id: `${stage} ${noun} ${name}`, stage, name },
  type: `aws:test/${noun}:${noun}`,
});
const edge = (from: GraphNode, to: GraphNode, kind = "reads"): Edge => ({
  ...{ from: from.id, to: to.id, kind },
  crossing: from.stage !== to.stage,
});
const snapshot = (stage: string): Snapshot => ({
  ...{ stage, source: "state", project: "atlas-codex", stack: stage, resources: [], stackReferences: [] },
});
const judgement = (nodes: GraphNode[], edges: Edge[], findings: IsolationFinding[] = []): IsolationJudgement => ({
  ...{ verdict: findings.length > 0 ? "leaking" : "isolated", findings, undecided: [], questions: 4 },
  ...{ nodes, edges, principals: [], resources: [], matrix: [] },
});
const drawn = (...args: Parameters<typeof judgement>) =>
  drawStages({ judgement: judgement(...args), snapshots: [snapshot("preview"), snapshot("production")] });

const [left, right] = ["preview", "production"].map((stage) => {
  const [role, fn, table, queue] = ["Role", "Function", "Table", "Queue"].map((noun) => node(stage, noun));
  const mapping = node(stage, "EventSourceMapping");
  if (role === undefined || fn === undefined || table === undefined || queue === undefined)
    throw new Error("a noun each");
  return { role, fn, table, queue, mapping, nodes: [role, fn, table, queue, mapping] };
});
if (left === undefined || right === undefined) throw new Error("two stages");
const wired = ({ role, fn, table, queue, mapping }: typeof left) => [
  edge(fn, role, "function-role"),
  edge(role, table, "dynamodb:GetItem"),
  edge(mapping, queue, "event-source"),
  edge(mapping, fn, "event-source"),
];
const nodes = [...left.nodes, ...right.nodes];
const edges = [...wired(left), ...wired(right)];

test("a role is one with its function, and what ties two things together is the arrow between them", () => {
  const { nodes: boxes, edges: arrows } = folded({ nodes: left.nodes, edges: wired(left) });
  expect(boxes.map(({ name }) => name)).toEqual(["Function", "Table", "Queue"]);
  expect(arrows.map(({ from, to }) => [from, to])).toEqual([
    [left.fn.id, left.table.id],
    [left.queue.id, left.fn.id],
  ]);
});

test("three of a kind with the same ties are one box, unless a finding is about one", () => {
  const alarms = ["a", "b", "c", "d"].map((name) => node("preview", "MetricAlarm", name));
  const topic = node("preview", "Topic");
  const ties = alarms.map((alarm) => edge(alarm, topic, "alarm-action"));
  const all = { nodes: [...alarms, topic], edges: ties };
  expect(gathered({ ...all, apart: new Set() }).nodes.map(({ name }) => name)).toEqual(["× 4", "Topic"]);
  const apart = new Set([alarms[0]?.id ?? ""]);
  expect(gathered({ ...all, apart }).nodes.map(({ name }) => name)).toEqual(["a", "× 3", "Topic"]);
});

test("both stages are drawn side by side, without red where nothing crosses", () => {
  const svg = drawn(nodes, edges);
  expect(svg).toMatch(/>preview<[\s\S]*>production</);
  expect(svg).toContain("preview and production share nothing");
  expect(svg).not.toMatch(/<path class="crossing" d="M\d+(\.\d)? \d+(\.\d)? C/);
});

test("what crosses is drawn in red between the things it connects, whatever it was folded into", () => {
  const svg = drawn(nodes, [
    ...edges,
    edge(left.role, right.table, "dynamodb:PutItem"),
    edge(right.mapping, left.queue, "event-source"),
  ]);
  expect(svg.match(/<path class="crossing" d="M\d+(\.\d)? \d+(\.\d)? C/g)).toHaveLength(2);
  expect(svg).toContain(">dynamodb:PutItem<");
});

test("what a finding is about has a red border", () => {
  const finding = { code: "x", message: "x", subject: left.table.id, witness: { chain: [] }, fix: "x" };
  expect(drawn(nodes, edges, [finding]).match(/class="found"/g)).toHaveLength(1);
});

test("names with characters that XML forbids do no harm", () => {
  const evil = { ...left.table, name: '</text><script>"&\u0000' };
  const svg = drawn([left.role, left.fn, evil, left.queue, left.mapping], wired(left));
  expect(svg).not.toContain("<script>");
  expect(svg).not.toContain("\u0000");
});

test("stages with nothing in them are drawn empty", () => {
  expect(drawn([], [])).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});
