import type { IsolationJudgement } from "../checks/isolation/judgement.ts";
import type { Snapshot } from "../checks/isolation/snapshot.ts";
import { laidOut, type Picture, type Point } from "./layout.ts";
import { labelOf } from "./node-look.ts";
import { stagesGraph } from "./stage-graph.ts";
import { crossingSvg, escaped, legendSvg, pictureSvg, STYLE } from "./svg.ts";

const MARGIN = 40;
const TOP = 150;
const GAP = 220;

const HEADLINES = {
  isolated: "share nothing",
  leaking: "are not isolated",
  undecided: "are not proven apart",
} as const;

export type DrawStagesArgs = { judgement: IsolationJudgement; snapshots: readonly [Snapshot, Snapshot] };

/** Both stages side by side as an SVG document: what reaches what inside each, and in red what leads across. */
export function drawStages({ judgement, snapshots }: DrawStagesArgs): string {
  const { verdict, principals, resources, questions, findings, undecided } = judgement;
  const found = new Set(findings.flatMap(({ subject, witness }) => [subject, ...witness.chain]));
  const components = componentsOf(snapshots);
  const { stages, crossings } = stagesGraph({
    nodes: judgement.nodes,
    edges: judgement.edges,
    stages: [snapshots[0].stage, snapshots[1].stage],
    apart: found,
    componentOf: ({ id }) => components.get(id),
  });
  const [left, right] = [laidOut(stages[0], labelOf), laidOut(stages[1], labelOf)];
  const [atLeft, atRight] = [
    { x: MARGIN, y: TOP },
    { x: MARGIN + left.width + GAP, y: TOP },
  ];
  const width = atRight.x + right.width + MARGIN;
  const height = TOP + Math.max(left.height, right.height) + MARGIN;
  const spots = new Map([...edgesAt(left, atLeft, "right"), ...edgesAt(right, atRight, "left")]);
  const red = crossings.flatMap(({ from, to, kind }) => {
    const [start, end] = [spots.get(from), spots.get(to)];
    return start === undefined || end === undefined ? [] : [crossingSvg({ from: start, to: end, label: kind })];
  });
  const counts = `${principals.length} principals · ${resources.length} resources · ${questions} questions · ${findings.length} findings · ${undecided.length} undecided`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}">
${STYLE}
<rect width="100%" height="100%" fill="#f1f5f9"/>
<text class="headline ${verdict}" x="${MARGIN}" y="46">${escaped(`${left.stage} and ${right.stage} ${HEADLINES[verdict]}`)}</text>
<text class="subline" x="${MARGIN}" y="70">${escaped(counts)}</text>
${legendSvg({ x: MARGIN, y: 86 })}
${pictureSvg(left, { at: atLeft, found })}
${pictureSvg(right, { at: atRight, found })}
${red.join("\n")}
</svg>
`;
}

/** Where a crossing edge leaves or enters each node: the side that faces the other stage. */
function edgesAt({ nodes }: Picture, at: Point, facing: "left" | "right"): [string, Point][] {
  const sign = facing === "right" ? 1 : -1;
  return nodes.map(({ id, x, y, width }) => [id, { x: at.x + x + (sign * width) / 2, y: at.y + y }]);
}

/** The component of the program each resource belongs to, by everything a node of the graph may be called. */
function componentsOf(snapshots: readonly [Snapshot, Snapshot]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { arn, urn, id } of snapshots.flatMap(({ resources }) => resources)) {
    const component = /::(?:[^:$]+:)*(\w+)\$/.exec(urn ?? "")?.[1];
    if (component === undefined) continue;
    for (const name of [arn, urn, id]) if (name !== undefined) found.set(name, component);
  }
  return found;
}
