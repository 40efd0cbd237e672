import type { Edge, GraphNode } from "../checks/isolation/judgement.ts";

const FEWEST = 3;

export type GatherArgs = {
  nodes: readonly GraphNode[];
  edges: readonly Edge[];
  /** Ids of nodes that stay as they are: what a finding is about. */
  apart: ReadonlySet<string>;
};

/** The same graph with one box for three or more of a kind that are tied to the same things; what leads across stays apart. */
export function gathered({ nodes, edges, apart }: GatherArgs): { nodes: GraphNode[]; edges: Edge[] } {
  const ties = new Map<string, string[]>();
  const across = new Set(apart);
  for (const { from, to, crossing } of edges) {
    ties.set(from, [...(ties.get(from) ?? []), `> ${to}`]);
    ties.set(to, [...(ties.get(to) ?? []), `< ${from}`]);
    if (crossing) for (const id of [from, to]) across.add(id);
  }
  const alike = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const key = across.has(node.id)
      ? node.id
      : [node.stage, node.type, ...(ties.get(node.id) ?? []).toSorted()].join("\n");
    alike.set(key, [...(alike.get(key) ?? []), node]);
  }
  const stands = new Map<string, string>();
  const kept = [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < FEWEST) return group;
    for (const { id } of group) stands.set(id, first.id);
    return [{ ...first, name: `× ${group.length}` }];
  });
  const known = new Map<string, Edge>();
  for (const edge of edges) {
    const [from, to] = [stands.get(edge.from) ?? edge.from, stands.get(edge.to) ?? edge.to];
    const key = `${from}\n${to}`;
    if (edge.crossing || !known.has(key)) known.set(key, { ...edge, from, to });
  }
  return { nodes: kept, edges: [...known.values()] };
}
