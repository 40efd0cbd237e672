import type { Edge, GraphNode } from "../checks/isolation/judgement.ts";
import { folded } from "./folded.ts";
import { gathered } from "./gathered.ts";

/** A node that is drawn, in the group it is drawn in. */
export type DrawnNode = GraphNode & { component: string };

/** What one stage's picture shows. */
export type StageGraph = { stage: string; nodes: readonly DrawnNode[]; edges: readonly Edge[] };

/** What both pictures show, and the edges that lead from one into the other. */
export type StagesGraph = { stages: readonly [StageGraph, StageGraph]; crossings: readonly Edge[] };

export type StagesGraphArgs = {
  nodes: readonly GraphNode[];
  edges: readonly Edge[];
  stages: readonly [string, string];
  /** Ids of nodes that a finding is about. */
  apart: ReadonlySet<string>;
  /** The component a node belongs to, by its id. */
  componentOf: (node: GraphNode) => string | undefined;
};

/** Parts the graph into a picture of each stage and what leads from one into the other. */
export function stagesGraph({ nodes, edges, stages, apart, componentOf }: StagesGraphArgs): StagesGraph {
  const shown = gathered({ ...folded({ nodes, edges }), apart });
  const [left, right] = stages.map((stage): StageGraph => {
    const own = shown.nodes.filter((node) => node.stage === stage);
    const ids = new Set(own.map(({ id }) => id));
    return {
      stage,
      nodes: own.map((node) => ({ ...node, component: componentOf(node) ?? "" })),
      edges: shown.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    };
  });
  if (left === undefined || right === undefined) throw new Error("There are two stages.");
  return { stages: [left, right], crossings: shown.edges.filter(({ crossing }) => crossing) };
}
