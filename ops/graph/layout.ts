import { Graph, layout } from "@dagrejs/dagre";
import type { DrawnNode, StageGraph } from "./stage-graph.ts";

export type Point = { x: number; y: number };
/** A node where it stands; `x` and `y` are its middle. Pixels. */
export type PlacedNode = DrawnNode & Point & { width: number; height: number };
export type PlacedGroup = Point & { name: string; width: number; height: number };
export type PlacedEdge = { points: readonly Point[]; kind: string };

/** One stage laid out; its upper left corner is the origin. */
export type Picture = {
  stage: string;
  width: number;
  height: number;
  nodes: readonly PlacedNode[];
  groups: readonly PlacedGroup[];
  edges: readonly PlacedEdge[];
};

export const NODE_HEIGHT = 30;
const LETTER = 6.3;
const ROOM = 30;

/** Lays one stage out from left to right, what belongs to a component close together. */
export function laidOut({ stage, nodes, edges }: StageGraph, label: (node: DrawnNode) => string): Picture {
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 90, edgesep: 6, marginx: 24, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of new Set(nodes.map(({ component }) => component))) {
    if (name !== "") graph.setNode(groupId(name), {});
  }
  for (const node of nodes) {
    graph.setNode(node.id, { width: label(node).length * LETTER + ROOM, height: NODE_HEIGHT });
    if (node.component !== "") graph.setParent(node.id, groupId(node.component));
  }
  const column = new Map(nodes.map((node) => [node.id, columnOf(node)]));
  const turned = edges.map((edge) => {
    const backwards = (column.get(edge.from) ?? 0) > (column.get(edge.to) ?? 0);
    return { ...edge, backwards, tail: backwards ? edge.to : edge.from, head: backwards ? edge.from : edge.to };
  });
  for (const { tail, head } of turned) graph.setEdge(tail, head, {});
  layout(graph);
  const size = graph.graph();
  return {
    stage,
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: nodes.map((node) => ({ ...node, ...boxOf(graph.node(node.id)) })),
    groups: [...new Set(nodes.map(({ component }) => component))]
      .filter((name) => name !== "")
      .map((name) => ({ name, ...boxOf(graph.node(groupId(name))) })),
    edges: turned.map(({ tail, head, backwards, kind }) => {
      const points = graph.edge(tail, head).points ?? [];
      return { kind, points: backwards ? points.toReversed() : points };
    }),
  };
}

/** Callers to the left, what they call in the middle, what is kept to the right: arrows mostly lead rightwards. */
function columnOf({ type }: DrawnNode): number {
  if (/:(RestApi|Api|EventRule|Schedule|StateMachine)$/.test(type)) return 0;
  return /:(Function|Role|User)$/.test(type) ? 1 : 2;
}

function groupId(name: string): string {
  return `group ${name}`;
}

type Box = { x?: number; y?: number; width?: number; height?: number };

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Box): Required<Box> {
  return { x, y, width, height };
}
